#!/usr/bin/env bash
# The chart is installed, tested through its client service, upgraded with another setting, and rolled back.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/chart.sh"
use_namespace chart
start=$(now)
release install
figure "helm install --wait" "$(since "$start") s"
helm --namespace "$namespace" test zk --timeout 120s > /dev/null || fail "helm test"
start_writer "$(connect_string)"

start=$(now)
release upgrade --set syncLimit=7
figure "helm upgrade with another setting" "$(since "$start") s"
equals 7 zk_config "$set-0" syncLimit || fail "syncLimit is not 7 after the upgrade"

start=$(now)
helm --namespace "$namespace" rollback zk 1 --wait --timeout 180s > /dev/null
rolled_out 180
figure "helm rollback" "$(since "$start") s"
equals 5 zk_config "$set-0" syncLimit || fail "syncLimit is not 5 after the rollback"
check_writer
report_writer "upgrade and rollback"
