#!/usr/bin/env bash
# kubectl scale from one member to three, five, three and one under four writing clients, with Parallel pod management. E2E_SCALE_ROUNDS (1)
# says how often.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/scale-calm.sh"
use_namespace scale-calm
scale_calm
