#!/usr/bin/env bash
# The environment, volume and probes of the incubator chart.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=zookeeper
use_namespace old-incubator
old_manifest old/incubator.yaml
expect_warning "purging is off"
