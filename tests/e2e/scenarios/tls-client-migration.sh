#!/usr/bin/env bash
# Clients go from plaintext to TLS under a writing client, by helm upgrade: the port for TLS opens, the client changes to it in its session,
# and the plaintext port closes.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/chart.sh"
. "$e2e/lib/tls.sh"
use_namespace tls-client-migration
certificates "$client_tls" good clients
release install
start_writer "$(connect_string)"

values=(--set "tls.client.existingSecret=$client_tls")
migrate tls.client also
change_writer "$(with_tls "$connect")" --tls /tls
migrate tls.client only

expect_tls "$tls_port" "$client_tls"
plain=$(name_of "$set-1"):2181
if k exec writer -- writer try "$plain" > /dev/null 2>&1; then fail "$plain still serves clients in plaintext"; fi
expect_contains "zkCli.sh with TLS" "$(zkcli_tls "$set-0" create /by-zkcli hello)" "Created /by-zkcli"
expect_contains "zkagent connect-string" "$(connect_string)" ":$tls_port"
expect_contains "zkagent status" "$(inside "$set-0" zkagent status)" "3 of 3 voters serve"
helm --namespace "$namespace" test zk --timeout 120s > /dev/null || fail "helm test"
check_migration
