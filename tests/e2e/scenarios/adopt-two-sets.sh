#!/usr/bin/env bash
# One ensemble in two StatefulSets: five members that find their ids by their names in the list.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
use_namespace adopt-two-sets
start=$(now)
manifests two-sets/two-sets.yaml | apply
set=zk-a all_ready 240 3
set=zk-b all_ready 240 2
figure "five fresh pods of two StatefulSets to all ready" "$(since "$start") s"
id=0
for pod in zk-a-0 zk-a-1 zk-a-2 zk-b-0 zk-b-1; do
  id=$((id + 1))
  equals "$id" inside "$pod" cat /var/lib/zookeeper/data/myid || fail "the myid of $pod is not $id"
done
eventually 60 "five members that serve" says "5 of 5 voters serve" inside zk-b-1 zkagent status
start_writer "$(inside zk-b-0 zkagent connect-string)"
uid=$(field pod/zk-b-0 '{.metadata.uid}')
set=zk-b
delete_pod zk-b-0
figure "a pod's deletion until its processes are gone" "$ended s"
figure "a pod's deletion until the pod is gone" "$gone s"
eventually 120 "zk-b-0 again" replaced zk-b-0 "$uid"
check_writer "$(name_of zk-b-0):2181"
report_writer "a pod deleted"
