#!/usr/bin/env bash
# What stops pods but is no scaling changes no membership: a rollout, an eviction, a deleted pod.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-restarts
dynamic_ensemble 1
scaled 3
start_writers 4 "$(addresses 3)"
note_list

k rollout restart "statefulset/$set" > /dev/null
rolled_out 300
expect_list "kubectl rollout restart"

# What kubectl drain does with a pod.
evict() {
  local version=v1
  [[ $'\n'$(kubectl api-versions)$'\n' == *$'\npolicy/v1\n'* ]] || version=v1beta1
  printf '{"apiVersion":"policy/%s","kind":"Eviction","metadata":{"name":"%s","namespace":"%s"}}' "$version" "$1" "$namespace" \
    | kubectl create --raw "/api/v1/namespaces/$namespace/pods/$1/eviction" --filename - > /dev/null
}
for way in evict delete_pod; do
  for pod in "$(leader)" "$set-0"; do
    uid=$(field "pod/$pod" '{.metadata.uid}')
    "$way" "$pod"
    eventually 180 "$pod again" replaced "$pod" "$uid"
    expect_list "$way $pod"
  done
done
check_scaling "restarts" kept
expect_at_most "the longest time without an acknowledged write" "$gap" 2.0
