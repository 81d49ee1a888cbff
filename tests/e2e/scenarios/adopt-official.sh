#!/usr/bin/env bash
# The official image with ZOO_MY_ID, and ZOO_SERVERS with the member's own address as 0.0.0.0.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=zoo
use_namespace adopt-official
old_manifest official/example.yaml
equals 4000 inside "$set-0" sed -n 's/^minSessionTimeout=//p' /conf/zoo.cfg || fail "ZOO_CFG_EXTRA is not in zoo.cfg"
