#!/usr/bin/env bash
# The Bitnami chart with auth.client and auth.quorum.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-zookeeper
use_namespace adopt-bitnami-auth
k create secret generic "$client_users" --from-literal=app=pass-of-app --from-literal=ops=pass-of-ops --from-literal=wrong=another > /dev/null
client=(--user app --password-file /users/app)
old_manifest bitnami/auth
k exec writer -- writer try "$connect" --user ops --password-file /users/ops > /dev/null || fail "the second user cannot log in"
for refused in "" "--user app --password-file /users/wrong"; do
  # shellcheck disable=SC2086 # each word is an argument
  if answer=$(k exec writer -- writer try "$connect" $refused 2>&1); then fail "a client is served that connects with \"$refused\": $answer"; fi
done
expect_contains "zoo.cfg" "$(inside "$set-0" cat /opt/bitnami/zookeeper/conf/zoo.cfg)" quorum.auth.enableSasl=true
for secret in pass-of-app pass-of-members; do
  if grep "$secret" <<< "$(k logs "$set-0"; inside "$set-0" zkagent explain; inside "$set-0" sh -c 'cat /proc/[0-9]*/cmdline' | tr '\0' ' ')" > /dev/null; then fail "a password is in the log, in zkagent explain, or in a command line"; fi
done
