#!/usr/bin/env bash
# The manifest of the Kubernetes tutorial: start-zookeeper with its flags, zookeeper-ready as the probe.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
use_namespace old-tutorial
old_manifest old/tutorial.yaml
