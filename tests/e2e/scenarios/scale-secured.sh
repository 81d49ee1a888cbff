#!/usr/bin/env bash
# One member becomes three, five, three and one with TLS and authentication required on both sides: a digest super user is refused there, so
# the members change the membership in the agent's own session.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
. "$e2e/lib/secured.sh"
use_namespace scale-secured
secure
client_port=$tls_port
values+=(--set membership=dynamic --set replicaCount=1 --set resources.limits.memory=512Mi --set resources.requests.memory=512Mi --set resources.requests.cpu=50m)
release install
eventually 60 "one voter" votes 1
start_writers 4 "$(addresses 5 "$tls_port")" --tls /tls --user app --password-file /users/app
if answer=$(k exec writer-1 -- writer try "$(addresses 1)" 2>&1); then fail "a client is served without TLS and without a login: $answer"; fi
for count in 3 5 3 1; do scaled "$count"; done
[ "$(restarts)" = 0 ] || fail "the kubelet restarted containers: $(restarts) times"
check_scaling "secured" kept
