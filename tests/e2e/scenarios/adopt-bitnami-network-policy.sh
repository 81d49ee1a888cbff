#!/usr/bin/env bash
# The NetworkPolicy of the Bitnami chart blocks the agents' port between members. A release with data changes its image all the same. A
# member that then loses its volume comes back, too. A packet filter on the nodes stands for the policy.
# needs: E2E_PORT_CLOSE E2E_PORT_OPEN
# alone: every pod of the cluster feels the packet filter
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
. "$e2e/lib/swap.sh"
set=my-zookeeper
use_namespace adopt-bitnami-network-policy
open_port() { bash -c "$E2E_PORT_OPEN" open 9141; }
at_end=open_port
bash -c "$E2E_PORT_CLOSE" close 9141
old_release bitnami/plain "$E2E_STAND_IN_IMAGE"
swap "$E2E_NEWEST_IMAGE" "the image changed while port 9141 is closed"
check_swap "the image changed while port 9141 is closed"

# A member whose volume is lost asks the ZooKeepers of the others.
uid=$(field "pod/$set-1" '{.metadata.uid}')
start=$(now)
k delete persistentvolumeclaim "data-$set-1" --wait=false > /dev/null
k delete pod "$set-1" --wait=false > /dev/null
eventually 180 "$set-1 on a new volume" replaced "$set-1" "$uid"
eventually 60 "$set-1 in the quorum" says zk_server_state inside "$set-1" zkMetrics.sh
figure "a volume replaced while port 9141 is closed" "$(since "$start") s"
