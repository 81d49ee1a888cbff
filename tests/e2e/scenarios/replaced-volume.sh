#!/usr/bin/env bash
# A member's volume is replaced by an empty one while a client writes, as k8s/operations.md says. The member copies the data of the others.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace replaced-volume
base_ensemble
start_writer "$(connect_string)"
uid=$(field "pod/$set-1" '{.metadata.uid}') volume=$(field persistentvolumeclaim/data-$set-1 '{.spec.volumeName}')
start=$(now)
k delete persistentvolumeclaim "data-$set-1" --wait=false > /dev/null
k delete pod "$set-1" --wait=false > /dev/null
eventually 180 "$set-1 on a new volume" replaced "$set-1" "$uid"
figure "a volume replaced until its member is ready" "$(since "$start") s"
[ "$(field "persistentvolumeclaim/data-$set-1" '{.spec.volumeName}')" != "$volume" ] || fail "$set-1 has its old volume"
expect_contains "the log of $set-1" "$(k logs "$set-1")" "ZooKeeper starts without a vote and joins it"
check_writer "$set-1.$set-headless.$namespace.svc.cluster.local:2181"
report_writer "a volume replaced"
