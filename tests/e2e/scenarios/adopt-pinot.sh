#!/usr/bin/env bash
# The ZooKeeper of Pinot's chart. Its variables for purging take effect now.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-zookeeper
use_namespace adopt-pinot
old_manifest pinot/pinot.yaml
equals 1 inside "$set-0" sed -n 's/^autopurge.purgeInterval=//p' /conf/zoo.cfg || fail "ZOO_AUTOPURGE_PURGE_INTERVAL is not in zoo.cfg"
equals 5 inside "$set-0" sed -n 's/^autopurge.snapRetainCount=//p' /conf/zoo.cfg || fail "ZOO_AUTOPURGE_SNAP_RETAIN_COUNT is not in zoo.cfg"
