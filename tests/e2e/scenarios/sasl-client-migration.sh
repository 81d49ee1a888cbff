#!/usr/bin/env bash
# Clients begin to log in under a writing client, by helm upgrade: members allow a login, the client logs in within its session, and members
# require it.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/chart.sh"
. "$e2e/lib/tls.sh"
use_namespace sasl-client-migration
# shellcheck disable=SC2016 # ${x} is part of a password
k create secret generic "$client_users" --from-literal='app=a"b\c${x} {};#' --from-literal=other=apppw > /dev/null
release install
start_writer "$(connect_string)"

values=(--set "auth.client.usersSecret=$client_users")
migrate auth.client allow
change_writer "$connect" --user app --password-file /users/app
migrate auth.client require

refusals() { k logs "$set-0" | grep --count 'Client authentication scheme' || true; }
[ "$(refusals)" = 0 ] || fail "the agent's own session check is refused: $(k logs "$set-0" | grep 'Client authentication scheme')"
try() { k exec writer -- writer try "$connect" "$@"; }
expect_contains "the root, read by another user" "$(try --user other --password-file /users/other)" acknowledged
for refused in "" "--user app --password-file /users/other" "--user unknown --password-file /users/app"; do
  # shellcheck disable=SC2086 # each word is an argument
  if answer=$(try $refused 2>&1); then fail "a client without the right password is served (\"$refused\"): $answer"; fi
  say "refused: \"$refused\": $answer"
done
# A Java client: the file has the escapes that JAAS needs. Java replaces ${x}, for which the file has no escape.
# shellcheck disable=SC2016
inside "$set-0" sh -c 'cat > /tmp/jaas.conf << "END"
Client { org.apache.zookeeper.server.auth.DigestLoginModule required username="app" password="a\"b\\c${dollar}{x} {};#"; };
END'
expect_contains "zkCli.sh as a user" "$(zkcli "$set-0" "$(name_of "$set-1"):2181" '-Ddollar=$ -Djava.security.auth.login.config=/tmp/jaas.conf -Dzookeeper.fips-mode=false' create /by-zkcli hello)" "Created /by-zkcli"
expect_contains "zkagent status" "$(inside "$set-0" zkagent status)" "3 of 3 voters serve"
helm --namespace "$namespace" test zk --timeout 120s > /dev/null || fail "helm test"
check_migration
