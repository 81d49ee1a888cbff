#!/usr/bin/env bash
# one.sh WHICH: scripts (their image, the k8szk manifest with volumes), unchanged (ours under that same manifest) or base (ours, k8s/base).
# Prints, in seconds: three fresh pods to ready; a pod's deletion to the end of its processes; to the end of the pod; rolling restart of
# three under load; longest gap of acknowledged writes in that; then writes acknowledged and writes lost.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
which=$1
use_namespace "compare-$which"

# The shell stays PID 1, as where these scripts were used.
old() { sed "s#image: IMAGE#image: $1#; s#&& exec #\&\& #" "$e2e/manifests/old/k8szk-exec.yaml" | apply; }
start=$(now)
case $which in
  scripts) old "$E2E_SCRIPTS_IMAGE" ;;
  unchanged) old "$E2E_IMAGE" ;;
  base) apply_base ;;
  *) fail "cannot compare \"$which\": expected scripts, unchanged or base" ;;
esac
all_ready 300
formed=$(since "$start")

service=$(field "statefulset/$set" '{.spec.serviceName}')
start_writer "$set-0.$service:2181,$set-1.$service:2181,$set-2.$service:2181"
uid=$(field "pod/$set-1" '{.metadata.uid}')
delete_pod "$set-1"
eventually 180 "$set-1 again" replaced "$set-1" "$uid"
# A fresh journal, so that the gap is the rolling restart's own.
end_writer
k delete pod writer --force --grace-period=0 > /dev/null 2>&1
start_writer "$connect"

start=$(now)
k rollout restart "statefulset/$set" > /dev/null
rolled_out 600
rolled=$(since "$start")
end_writer
printf 'RESULT\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$formed" "$ended" "$gone" "$rolled" "$gap" "$acknowledged" "$lost"
