#!/usr/bin/env bash
# A release of the Bitnami chart with auth.client and auth.quorum and data: only the image changes, under four writing clients that log in.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
. "$e2e/lib/swap.sh"
set=my-zookeeper
use_namespace adopt-bitnami-swap-auth
k create secret generic "$client_users" --from-literal=app=pass-of-app > /dev/null
client=(--user app --password-file /users/app)
old_release bitnami/auth "$E2E_STAND_IN_IMAGE"

swap "$E2E_NEWEST_IMAGE" "from the old image to this one, three members"
# The probes of the chart do not wait for the quorum.
eventually 60 "three members that serve" says "3 of 3 voters serve" inside "$set-0" zkagent status
writer=writer-1
if answer=$(k exec "$writer" -- writer try "$connect" 2>&1); then fail "a client without a user is served: $answer"; fi

swap "$E2E_STAND_IN_IMAGE" "back to the old image, three members"
eventually 60 "a leader in the old ensemble" old_leader
check_swap "there and back"
[ "$(restarts)" = 0 ] || fail "the kubelet restarted containers: $(restarts) times"
