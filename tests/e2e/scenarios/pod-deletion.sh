#!/usr/bin/env bash
# A follower is deleted, then the leader, while a client writes. Each restarts with its data, and no acknowledged write is lost.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace pod-deletion
base_ensemble
eventually 30 "a leader" leader
first=$(leader)
if [ "$first" = "$set-0" ]; then follower=$set-1; else follower=$set-0; fi
start_writer "$(connect_string)"

for pod in "$follower" "$first"; do
  role=leader
  if [ "$pod" = "$follower" ]; then role=follower; fi
  uid=$(field "pod/$pod" '{.metadata.uid}')
  start=$(now)
  delete_pod "$pod"
  figure "deletion of the $role until its processes are gone" "$ended s"
  figure "deletion of the $role until the pod is gone" "$gone s"
  expect_at_most "the end of the $role" "$ended" 2
  eventually 120 "$pod again" replaced "$pod" "$uid"
  figure "deletion of the $role until it is ready again" "$(since "$start") s"
done
check_writer "$first.$set-headless:2181"
report_writer "both deletions"
