#!/usr/bin/env bash
# The k8szk manifest without changes, and so without a volume. It serves, and the agent warns of its faults.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
use_namespace old-k8szk
old_manifest old/k8szk.yaml
expect_warning "syncLimit is 2000, the same number as tickTime"
expect_warning "purging is off"
expect_warning "is on the container's own file system: the data is gone when the container is"
