#!/usr/bin/env bash
# The NetworkPolicy of the Bitnami chart blocks the agents' port between members. A release with data changes its image all the same; then a
# new ensemble waits, and says what to open. A packet filter on the nodes stands for the policy.
# needs: E2E_PORT_CLOSE E2E_PORT_OPEN
# alone: every pod of the cluster feels the packet filter
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
. "$e2e/lib/swap.sh"
set=my-zookeeper
use_namespace adopt-bitnami-network-policy
trap 'bash -c "$E2E_PORT_OPEN" open 9141; leave_namespace' EXIT
bash -c "$E2E_PORT_CLOSE" close 9141
old_release bitnami/plain "$E2E_STAND_IN_IMAGE"
swap "$E2E_NEWEST_IMAGE" "the image changed while port 9141 is closed"
check_swap "the image changed while port 9141 is closed"

k delete "statefulset/$set" --wait=true > /dev/null
k wait pod --selector app.kubernetes.io/component=zookeeper --for=delete --timeout=120s > /dev/null
k delete persistentvolumeclaim --all > /dev/null
image=$E2E_NEWEST_IMAGE
manifests bitnami/plain | apply
eventually 180 "the sentence that names the value" says metrics.enabled=true k logs "$set-0"
say "$(k logs "$set-0" | grep --max-count=1 metrics.enabled=true)"
bash -c "$E2E_PORT_OPEN" open 9141
start=$(now)
all_ready 240
figure "port 9141 opened until the new ensemble is ready" "$(since "$start") s"
