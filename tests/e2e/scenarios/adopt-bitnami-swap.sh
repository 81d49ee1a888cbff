#!/usr/bin/env bash
# A release of the Bitnami chart with data: only the image changes, under four writing clients. Then back to the old image.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
. "$e2e/lib/swap.sh"
set=my-zookeeper
use_namespace adopt-bitnami-swap
old_release bitnami/plain "$E2E_STAND_IN_IMAGE"

swap "$E2E_NEWEST_IMAGE" "from the old image to this one, three members"
for member in 0 1 2; do
  [ "$(inside "$set-$member" readlink /proc/1/exe)" = /usr/local/bin/zkagent ] || fail "the agent is not PID 1 of $set-$member"
  equals "$((member + 1))" inside "$set-$member" cat /bitnami/zookeeper/data/myid || fail "the myid of $set-$member is not $((member + 1))"
done
# The probes of the chart do not wait for the quorum.
eventually 60 "three members that serve" says "3 of 3 voters serve" inside "$set-0" zkagent status
expect_warning Bitnami

swap "$E2E_STAND_IN_IMAGE" "back to the old image, three members"
eventually 60 "a leader in the old ensemble" old_leader
check_swap "there and back"
[ "$(restarts)" = 0 ] || fail "the kubelet restarted containers: $(restarts) times"
