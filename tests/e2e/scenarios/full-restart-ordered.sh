#!/usr/bin/env bash
# Every pod is deleted at once with OrderedReady. Kubernetes creates the second pod only when the first is ready, without a quorum.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
. "$e2e/lib/full-restart.sh"
use_namespace full-restart-ordered
patch='[{"op": "replace", "path": "/spec/podManagementPolicy", "value": "OrderedReady"}]'
full_restart ZK_POD_MANAGEMENT=OrderedReady
