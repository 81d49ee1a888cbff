#!/usr/bin/env bash
# Every pod is deleted at once under OrderedReady: the second is created only when the first is ready, which has no quorum yet.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
. "$e2e/lib/full-restart.sh"
use_namespace full-restart-ordered
patch='[{"op": "replace", "path": "/spec/podManagementPolicy", "value": "OrderedReady"}]'
full_restart ZK_POD_MANAGEMENT=OrderedReady
