#!/usr/bin/env bash
# The chart without ids of its own, as on OpenShift: an arbitrary user, the group 0, and the constraints of restricted-v2 on the container.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=zk-zookeeper
use_namespace adopt-openshift
cp "$e2e/manifests/openshift/kustomization.yaml" "$scratch/"
helm --namespace "$namespace" template zk "$e2e/../../k8s/chart" --set image.repository="${image%:*}" --set image.tag="${image##*:}" \
  --set podSecurityContext.enabled=false --set containerSecurityContext.enabled=false > "$scratch/chart.yaml"
if grep -E 'runAs(User|Group):|fsGroup:' "$scratch/chart.yaml"; then fail "the chart sets ids that it was told to leave out"; fi
start=$(now)
kubectl kustomize "$scratch" | apply
all_ready 240
figure "3 fresh pods to all ready" "$(since "$start") s"
expect_contains "the agent's process" "$(inside "$set-0" cat /proc/1/status)" "Uid:"$'\t'"1000660000"
expect_contains "the agent's process" "$(inside "$set-0" cat /proc/1/status)" "Gid:"$'\t'"0"
serves_and_survives
