#!/usr/bin/env bash
# Two nodes are drained at once. The disruption budget allows one eviction at a time, and the ensemble serves throughout.
# alone: it cordons nodes
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace eviction
# drain ignores namespaces. This label limits it to the scenario's pods.
patch="{kind: StatefulSet, metadata: {name: zk}, spec: {template: {metadata: {labels: {scenario: $namespace}}}}}"
base_ensemble
start_writer "$(connect_string)"
first=$(field "pod/$set-0" '{.spec.nodeName}')
second=$(field "pod/$set-1" '{.spec.nodeName}')
[ "$first" != "$second" ] || fail "$set-0 and $set-1 are on one node: this needs a cluster of three nodes"
uncordon() { kubectl uncordon "$first" "$second" > /dev/null; }
trap 'uncordon; leave_namespace' EXIT
drain() { kubectl drain "$1" --pod-selector="scenario=$namespace" --ignore-daemonsets --delete-emptydir-data --timeout=180s; }
moved() { [ "$(field "pod/$1" '{.metadata.uid}')" != "$2" ]; }

first_uid=$(field "pod/$set-0" '{.metadata.uid}') second_uid=$(field "pod/$set-1" '{.metadata.uid}')
start=$(now)
drain "$first" > "$scratch/first" 2>&1 &
first_drain=$!
drain "$second" > "$scratch/second" 2>&1 &
second_drain=$!
one_moved() { moved "$set-0" "$first_uid" || moved "$set-1" "$second_uid"; }
eventually 120 "one of two evicted" one_moved
if moved "$set-0" "$first_uid" && moved "$set-1" "$second_uid"; then fail "both were evicted at once"; fi
# A member's volume is on its node. So it starts again when its node accepts pods, and only then may the other member be evicted.
uncordon
wait "$first_drain" || fail "draining $first: $(cat "$scratch/first")"
wait "$second_drain" || fail "draining $second: $(cat "$scratch/second")"
uncordon
all_ready 120
figure "two nodes drained until all are ready again" "$(since "$start") s"
grep -hq "violate the pod's disruption budget" "$scratch/first" "$scratch/second" || fail "the budget delayed no eviction: expected a message of drain about the disruption budget"
check_writer
report_writer "two nodes drained"
