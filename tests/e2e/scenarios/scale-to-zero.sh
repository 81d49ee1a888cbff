#!/usr/bin/env bash
# All pods stop and come back, under four clients that write: by scaling to zero, and by deleting the StatefulSet, with its pods and without
# them. None of it changes the membership.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-to-zero
dynamic_ensemble 1
scaled 3
start_writers 4 "$(addresses 3)"
note_list

has_reason() { [ -n "$(reason "$1")" ]; }
back() {
  local start
  start=$(now)
  "${@:2}"
  all_ready 180
  figure "$1, until three are ready" "$(since "$start") s"
  expect_list "$1"
}
all_stopped
back "scaled to zero and back" scale 3

# Fewer than a majority of the last list serve no client, and change nothing.
all_stopped
scale 1
eventually 120 "$set-0" says true field "pod/$set-0" '{.status.containerStatuses[0].started}'
eventually 60 "a reason of $set-0" has_reason "$set-0"
say "one of three: $(reason "$set-0")"
if verdict "$set-0" > /dev/null 2>&1; then fail "$set-0 is ready, one of three voters"; fi
back "one of three and then all" scale 3

apply_again() { apply_members "$founded"; }
k delete statefulset "$set" --wait=true > /dev/null
eventually 120 "the end of all pods" equals "" k get pods --selector app.kubernetes.io/name=zookeeper --output name
founded=3
back "the StatefulSet deleted and applied again" apply_again

uid=$(field "pod/$set-0" '{.metadata.uid}')
k delete statefulset "$set" --cascade=orphan --wait=true > /dev/null
back "the StatefulSet deleted without its pods and applied again" apply_again
[ "$(field "pod/$set-0" '{.metadata.uid}')" = "$uid" ] || say "the pods were replaced, because their template has another revision"
check_scaling "all of it"
