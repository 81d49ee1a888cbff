#!/usr/bin/env bash
# A node dies with the leader on it: the others go on within an election, and it is a member again when its node is back.
# alone: it takes a node away
# needs: E2E_NODE_DOWN E2E_NODE_UP
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace node-failure
base_ensemble
eventually 30 "a leader" leader
pod=$(leader)
node=$(field "pod/$pod" '{.spec.nodeName}')
# The client is to survive what it watches.
kubectl cordon "$node" > /dev/null
node_back() {
  bash -c "$E2E_NODE_UP" node-up "$node" > /dev/null
  kubectl uncordon "$node" > /dev/null
}
trap 'node_back; leave_namespace' EXIT
start_writer "$(connect_string)"

bash -c "$E2E_NODE_DOWN" node-down "$node"
start=$(now)
eventually 120 "the cluster's word that $node is gone" says Unknown kubectl get node "$node" --output jsonpath='{.status.conditions[?(@.type=="Ready")].status}'
figure "node dead until Kubernetes says so" "$(since "$start") s"
for member in 0 1 2; do
  if [ "$set-$member" != "$pod" ]; then eventually 30 "$set-$member serving" verdict "$set-$member"; fi
done
start=$(now)
node_back
all_ready 180
figure "node back until all are ready" "$(since "$start") s"
check_writer
report_writer "a node died"
