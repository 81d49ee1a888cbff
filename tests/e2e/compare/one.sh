#!/usr/bin/env bash
# one.sh WHICH: measures one image. WHICH is one of:
#   scripts      the shell scripts' image with the k8szk manifest and volumes
#   unchanged    zkagent's image with the same manifest
#   base         zkagent's image with k8s/base
# Prints in seconds: three fresh pods to ready; a pod's deletion to the end of its processes; to the end of the pod; rolling restart of three
# under load; its longest gap of acknowledged writes. Then it prints the numbers of acknowledged and of lost writes.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
which=$1
use_namespace "compare-$which"

# Without exec the shell stays PID 1, as it did where these scripts were used.
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
# Starts a new writer, so that the gap is only that of the rolling restart.
end_writer
k delete pod writer --force --grace-period=0 > /dev/null 2>&1
start_writer "$connect"

start=$(now)
k rollout restart "statefulset/$set" > /dev/null
rolled_out 600
rolled=$(since "$start")
end_writer
printf 'RESULT\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$formed" "$ended" "$gone" "$rolled" "$gap" "$acknowledged" "$lost"
