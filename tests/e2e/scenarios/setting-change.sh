#!/usr/bin/env bash
# A setting changes in the ConfigMap. The members restart with it one after the other, while a client writes.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace setting-change
base_ensemble
start_writer "$(connect_string)"
start=$(now)
apply_base ZK_SYNC_LIMIT=7 ZK_CFG_snapCount=50000
rolled_out 300
figure "rolling change of a setting" "$(since "$start") s"
for member in 0 1 2; do
  equals 7 zk_config "$set-$member" syncLimit || fail "$set-$member does not have the new syncLimit"
  equals 50000 zk_config "$set-$member" snapCount || fail "$set-$member does not have the new snapCount"
done
check_writer
report_writer "change of a setting"
