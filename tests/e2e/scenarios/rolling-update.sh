#!/usr/bin/env bash
# A new image updates ZooKeeper from 3.8 to 3.9 while a client writes.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace rolling-update
image=$E2E_OLDER_IMAGE
base_ensemble
version() { inside "$1" zkMetrics.sh | sed -n 's/^zk_version\t\([0-9]*\.[0-9]*\).*/\1/p'; }
[ "$(version "$set-0")" = 3.8 ] || fail "the older image has ZooKeeper $(version "$set-0"): expected 3.8"
start_writer "$(connect_string)"

image=$E2E_IMAGE
start=$(now)
apply_base
rolled_out 300
figure "rolling update of three from 3.8 to 3.9" "$(since "$start") s"
for member in 0 1 2; do
  [ "$(version "$set-$member")" = 3.9 ] || fail "$set-$member has ZooKeeper $(version "$set-$member"): expected 3.9"
done
check_writer
report_writer "rolling update"
