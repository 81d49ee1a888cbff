#!/usr/bin/env bash
# k8s/examples/application starts with the ensemble, waits for a quorum, finds every member, and keeps running when members restart.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace application
applied=examples/application
start=$(now)
apply_base
k wait statefulset/members --for=jsonpath='{.status.readyReplicas}'=2 --timeout=240s > /dev/null || fail "the application: not ready within 240 s"
figure "ensemble and application together until the application runs" "$(since "$start") s"

both_are_there() { says "members: members-0 members-1" k logs members-0 --container members; }
eventually 30 "both registered" both_are_there
connect=$(k exec members-0 --container members -- cat /zookeeper/connect)
say "$connect"
for member in 0 1 2; do expect_contains "the list of addresses" "$connect" "$set-$member.$set-headless.$namespace.svc.cluster.local:2181"; done
ready_then=$(field pod/members-0 '{.status.initContainerStatuses[1].state.terminated.exitCode}')
[ "$ready_then" = 0 ] || fail "the waiting init container ended with $ready_then"

all_ready 120
k rollout restart "statefulset/$set" > /dev/null
rolled_out 300
[ "$(k get pod members-0 members-1 --output jsonpath='{.items[*].status.containerStatuses[0].restartCount}')" = "0 0" ] || fail "the application lost its session in the ensemble's rolling restart"
