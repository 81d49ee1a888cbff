#!/usr/bin/env bash
# Faults every five seconds while kubectl scale changes the number of members: ZooKeeper killed, a pod killed, a pod deleted by force, a node
# down. Nothing that was acknowledged is lost, and the membership settles when the faults end. See lib/scale-chaos.sh for variables.
# alone: it stops nodes
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/scale-chaos.sh"
use_namespace scale-chaos
scale_chaos
