#!/usr/bin/env bash
# Members begin to log in to each other under a writing client: three phases, by helm upgrade.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/chart.sh"
use_namespace sasl-quorum-migration
# shellcheck disable=SC2016 # ${x} is part of the password
k create secret generic quorum-auth --from-literal='quorum-learner-password=a"b\c${x} {};#' > /dev/null
release install
start_writer "$(connect_string)"

values=(--set auth.quorum.existingSecret=quorum-auth)
migrate auth.quorum offer learner require

equals true zk_config "$set-0" quorum.auth.serverRequireSasl || fail "$set-0 does not require a login"
expect_contains "zkagent status" "$(inside "$set-0" zkagent status)" "3 of 3 voters serve"
check_migration
