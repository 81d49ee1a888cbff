#!/usr/bin/env bash
# One NodePort Service for each member. A client outside the pod network uses what `zkagent connect-string --external` prints.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/chart.sh"
use_namespace external-access
node=$(kubectl get nodes --output jsonpath='{.items[0].status.addresses[?(@.type=="InternalIP")].address}')
values=(--set externalAccess.enabled=true --set externalAccess.service.type=NodePort --set "externalAccess.hosts={$node}" --set "externalAccess.service.nodePorts={32181,32182,32183}"
  --set "fourlwCommandsWhitelist=srvr\\,mntr\\,ruok\\,conf")
start=$(now)
release install
figure "helm install --wait" "$(since "$start") s"
external=$(inside "$set-0" zkagent connect-string --external)
[ "$external" = "$node:32181,$node:32182,$node:32183" ] || fail "zkagent connect-string --external prints $external: expected $node with the three ports"

# The network of a node, and names of the node's own resolver: as a client outside the cluster.
writer_spec='"hostNetwork":true,"dnsPolicy":"Default",'
start_writer "$external"
if k exec writer -- getent hosts "$(name_of "$set-0")"; then fail "the client resolves names of the cluster: expected one that is outside"; fi
# Each Service leads to its own member.
for member in 0 1 2; do
  answer=$(k exec writer -- python3 -c "import socket; s = socket.create_connection(('$node', $((32181 + member))), 5); s.sendall(b'conf'); print(s.makefile().read())")
  expect_contains "the answer of port $((32181 + member))" "$answer" "serverId=$((member + 1))"
done
delete_pod "$(leader)"
all_ready 180
check_writer
report_writer "outside, leader deleted"
