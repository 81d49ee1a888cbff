# Sourced by every scenario: sets strict mode, and loads the functions that scenarios use.
# shellcheck shell=bash
set -euo pipefail
e2e=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scenario=$(basename "$0" .sh)
export E2E_IMAGE=${E2E_IMAGE:-zkagent/zookeeper:test}
export E2E_OLDER_IMAGE=${E2E_OLDER_IMAGE:-$E2E_IMAGE-bookworm}
export E2E_NEWEST_IMAGE=${E2E_NEWEST_IMAGE:-$E2E_IMAGE-sid}
export E2E_STAND_IN_IMAGE=${E2E_STAND_IN_IMAGE:-zkagent/stand-in:test}
export E2E_CLIENT_IMAGE=${E2E_CLIENT_IMAGE:-zkagent/e2e-client:test}
. "$e2e/lib/report.sh"
. "$e2e/lib/wait.sh"
. "$e2e/lib/cluster.sh"
. "$e2e/lib/volumes.sh"
. "$e2e/lib/statefulset.sh"
. "$e2e/lib/writer.sh"
