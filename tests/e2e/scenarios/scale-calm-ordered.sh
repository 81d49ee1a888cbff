#!/usr/bin/env bash
# The same as scale-calm with OrderedReady: Kubernetes creates the third pod only when the second one is ready.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/scale-calm.sh"
use_namespace scale-calm-ordered
management=OrderedReady
scale_calm
