#!/usr/bin/env bash
# A member in the network of its node: POD_NAME says who it is. One member only: the nodes of some test clusters share one network.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
replicas=1 port=12181
use_namespace adopt-host-network
old_manifest host-network/host-network.yaml
[ "$(inside "$set-0" hostname)" != "$set-0" ] || fail "the host name is the pod's: expected that of the node"
equals 1 inside "$set-0" cat /var/lib/zookeeper/data/myid || fail "the myid of $set-0 is not 1"
