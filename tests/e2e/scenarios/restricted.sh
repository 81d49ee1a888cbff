#!/usr/bin/env bash
# The "restricted" Pod Security profile. The manifest has it, the cluster enforces it if it can, and the pod's process shows it.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace restricted
# Clusters since 1.23 refuse a pod that violates the profile. Older ones ignore the label.
kubectl label namespace "$namespace" pod-security.kubernetes.io/enforce=restricted > /dev/null
base_ensemble

pod=pod/$set-0
[ "$(field "$pod" '{.spec.securityContext.runAsNonRoot}')" = true ] || fail "the pod may run as root"
[ "$(field "$pod" '{.spec.securityContext.seccompProfile.type}')" = RuntimeDefault ] || fail "the pod has no seccomp profile"
[ "$(field "$pod" '{.spec.containers[*].securityContext.allowPrivilegeEscalation}')" = false ] || fail "the container may gain privileges"
[ "$(field "$pod" '{.spec.containers[*].securityContext.capabilities.drop[*]}')" = ALL ] || fail "the container keeps capabilities"
[ -z "$(field "$pod" '{.spec.volumes[?(@.hostPath)].name}')" ] || fail "the pod mounts a path of the node"
[ "$(field "$pod" '{.spec.automountServiceAccountToken}')" = false ] || fail "the pod has a token of the API server"

process=$(inside "$set-0" cat /proc/1/status)
expect_contains "the agent's process" "$process" "CapEff:"$'\t'"0000000000000000"
expect_contains "the agent's process" "$process" "NoNewPrivs:"$'\t'"1"
expect_contains "the agent's process" "$process" "Uid:"$'\t'"1000"
if inside "$set-0" touch /usr/local/bin/mark 2> /dev/null; then fail "the container's root can be written to"; fi
