#!/usr/bin/env bash
# Two of three volumes are lost while all members are stopped. No member serves, each reports why, and none restarts. ZK_FORCE_BOOTSTRAP
# then keeps the data of the third volume (k8s/operations.md).
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace disaster
base_ensemble
start_writer "$(connect_string)"
many() { local count; count=$(k exec writer -- writer progress) && [ "${count%% *}" -ge 100 ]; }
eventually 60 "a hundred writes" many
# Read through the member that keeps its volume, so that it has every write. Otherwise the last writes may be on the other two only.
check_writer "$set-0.$set-headless.$namespace.svc.cluster.local:2181"
kept=$acknowledged

# Stop all members first. If two are deleted while a quorum serves, one copies all data before the other stops.
k scale "statefulset/$set" --replicas=0 > /dev/null
for member in 0 1 2; do eventually 120 "the end of $set-$member" absent "$set-$member"; done
k delete persistentvolumeclaim "data-$set-1" "data-$set-2" > /dev/null
k scale "statefulset/$set" --replicas=3 > /dev/null
for member in 1 2; do
  eventually 120 "$set-$member held back" says "held back: this volume is empty; $set-0 has data, so a member without may not vote" reason "$set-$member"
done
if verdict "$set-0" > /dev/null 2>&1; then fail "$set-0 is ready without a quorum"; fi
for member in 0 1; do say "$set-$member: $(reason "$set-$member")"; done
[ "$(restarts)" = 0 ] || fail "a member was restarted while it was held back"

start=$(now)
k set env "statefulset/$set" "ZK_FORCE_BOOTSTRAP=$(date -u -d +1hour +%FT%TZ)" > /dev/null
k delete pod -l app.kubernetes.io/name=zookeeper --wait=true > /dev/null
all_ready 180
figure "the override until all are ready" "$(since "$start") s"
for member in 0 1 2; do
  eventually 30 "$kept nodes on $set-$member" says "numChildren = $kept" inside "$set-$member" zkCli.sh -server localhost:2181 stat /acknowledged
done
say "$kept acknowledged writes, all kept"
