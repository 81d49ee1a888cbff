#!/usr/bin/env bash
# The k8szk manifest with exec and with volumes.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
use_namespace old-k8szk-exec
old_manifest old/k8szk-exec.yaml
expect_warning "syncLimit is 2000, the same number as tickTime"
