#!/usr/bin/env bash
# The k8szk manifest as it is, without a volume: it serves, and says what is wrong with it.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
use_namespace old-k8szk
old_manifest k8szk.yaml
expect_warning "syncLimit is 2000, the same number as tickTime"
expect_warning "purging is off"
expect_warning "is on the container's own file system: the data is gone when the container is"
