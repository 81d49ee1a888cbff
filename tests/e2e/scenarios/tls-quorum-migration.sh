#!/usr/bin/env bash
# Members go from plaintext to TLS among themselves under a writing client: three phases, by helm upgrade.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/chart.sh"
. "$e2e/lib/tls.sh"
use_namespace tls-quorum-migration
certificates quorum-tls good quorum
release install
# Its pod has a certificate that members accept, for openssl.
client_tls=quorum-tls
start_writer "$(connect_string)"

values=(--set tls.quorum.existingSecret=quorum-tls)
migrate tls.quorum accept prefer require

expect_tls 3888 quorum-tls
expect_contains "the answer of the leader's port for followers" "$(k exec writer -- sh -c "openssl s_client -connect $(name_of "$(leader)"):2888 < /dev/null 2>&1 || true")" "New, TLSv1.3"
expect_contains "zkagent status" "$(inside "$set-0" zkagent status)" "3 of 3 voters serve"
check_migration
