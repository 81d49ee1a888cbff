#!/usr/bin/env bash
# Three fresh pods form an ensemble, and all members agree on its members. The other objects of k8s/base exist.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace formation
base_ensemble
figure "three fresh pods to all ready" "$formed s"

for member in 0 1 2; do
  equals "$((member + 1))" inside "$set-$member" cat /var/lib/zookeeper/data/myid || fail "the myid of $set-$member is not $((member + 1))"
done
lists=$(for member in 0 1 2; do inside "$set-$member" grep '^server\.' /opt/zookeeper/conf/zoo.cfg | sha256sum; done | sort -u | wc -l)
[ "$lists" = 1 ] || fail "members have $lists different server lists"
expect_contains "zkagent status" "$(inside "$set-0" zkagent status)" leader
[ "$(restarts)" = 0 ] || fail "the kubelet restarted containers while the ensemble formed"

# Clients that use one address only.
start_writer "$set:2181"
check_writer
[ "$(field "poddisruptionbudget/$set" '{.spec.maxUnavailable}')" = 1 ] || fail "the disruption budget is not 1"
expect_contains "the NetworkPolicy's ports" "$(field "networkpolicy/$set" '{.spec.ingress[*].ports[*].port}')" client
