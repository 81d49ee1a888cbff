#!/usr/bin/env bash
# The StatefulSet that the pravega operator leaves, with its scripts as command, probes and preStop.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=zookeeper
use_namespace adopt-pravega
old_manifest pravega/statefulset.yaml
