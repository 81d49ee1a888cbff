#!/usr/bin/env bash
# The node of the leader fails. The other members serve after an election. The failed member joins again when its node is back.
# alone: it stops a node
# needs: E2E_NODE_DOWN E2E_NODE_UP
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace node-failure
base_ensemble
eventually 30 "a leader" leader
pod=$(leader)
node=$(field "pod/$pod" '{.spec.nodeName}')
# The client must not run on this node.
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
