#!/usr/bin/env bash
# Volumes of an ensemble are copied into another namespace. Their lists name the hosts of the original, and the copies would join it as its
# members. They refuse, with both names, while the original serves its clients. ZK_FORCE_VOLUME makes an ensemble of its own of them.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-cloned-volume
original=$namespace copy=$namespace-copy
remove_copy() {
  namespace=$copy
  if [ "${E2E_KEEP:-}" != true ]; then remove_namespace; fi
  namespace=$original
}
if kubectl get namespace "$copy" > /dev/null 2>&1; then remove_copy; fi
kubectl create namespace "$copy" > /dev/null
at_end=remove_copy
dynamic_ensemble 1
scaled 3
start_writers 1 "$(addresses 3)"
check_scaling "before the copy" kept
kept=$acknowledged
k delete pod writer-1 --force --grace-period=0 > /dev/null 2>&1

# copy_volume POD: a claim of the same name in the other namespace, with the same files.
copy_volume() {
  local into=into-$1
  printf '{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data-%s"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}' "$1" \
    | kubectl --namespace "$copy" apply --filename - > /dev/null
  kubectl --namespace "$copy" run "$into" --image="$E2E_IMAGE" --restart=Never --overrides='{"spec":{"securityContext":{"runAsUser":1000,"runAsGroup":1000,"fsGroup":1000},
    "terminationGracePeriodSeconds":0,"volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"data-'"$1"'"}}],
    "containers":[{"name":"run","image":"'"$E2E_IMAGE"'","command":["sleep","600"],"volumeMounts":[{"name":"data","mountPath":"/var/lib/zookeeper"}]}]}}' > /dev/null
  kubectl --namespace "$copy" wait "pod/$into" --for=condition=Ready --timeout=60s > /dev/null
  # Without the directory itself, whose owner is not the user of the pod.
  inside "$1" sh -c 'cd /var/lib/zookeeper && tar --create --sparse *' \
    | kubectl --namespace "$copy" exec --stdin "$into" -- tar --extract --no-overwrite-dir --touch --no-same-permissions --directory /var/lib/zookeeper
  kubectl --namespace "$copy" delete pod "$into" --wait=true > /dev/null
}
for member in 0 1 2; do copy_volume "$set-$member"; done
start_writers 4 "$(addresses 3)"
note_list

namespace=$copy
apply_members 3
message='{.status.containerStatuses[0].lastState.terminated.message}{.status.containerStatuses[0].state.terminated.message}'
for member in 0 1 2; do
  eventually 120 "the refusal of the copy of $set-$member" says "$original.svc" field "pod/$set-$member" "$message"
  expect_contains "the refusal" "$(field "pod/$set-$member" "$message")" "$copy.svc"
done
say "$(field "pod/$set-0" "$message")"
namespace=$original
expect_list "a copy of the volumes in another namespace"
check_scaling "a copy starts" kept
original_id=$(ensembles)

namespace=$copy
k set env "statefulset/$set" "ZK_FORCE_VOLUME=$(date -u -d +1hour +%FT%TZ)" > /dev/null
k delete pod -l app.kubernetes.io/name=zookeeper --wait=true > /dev/null
all_ready 180
eventually 30 "three members that agree" agreed 3
[[ $(server_lines "$set-0") != *"$original.svc"* ]] || fail "the list of the copy still names the original: $(server_lines "$set-0")"
eventually 30 "$kept nodes in the copy" says "numChildren = $kept" inside "$set-0" zkCli.sh -server localhost:2181 stat /acknowledged
say "the copy serves with $kept nodes; its id is $(ensembles), the original's $original_id"
namespace=$original
expect_list "the copy's own ensemble"
