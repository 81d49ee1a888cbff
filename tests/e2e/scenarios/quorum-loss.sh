#!/usr/bin/env bash
# Two of three members are stopped. The third is not ready, reports why, and is not restarted. All are ready when the two are back.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace quorum-loss
base_ensemble
start_writer "$(connect_string)"
# Time without a quorum. A liveness probe that needs a quorum would restart the last member within it.
watched_seconds=45

ready() { field "pod/$set-0" '{.status.conditions[?(@.type=="Ready")].status}'; }
start=$(now)
k scale "statefulset/$set" --replicas=1 > /dev/null
eventually 90 "the end of $set-1" absent "$set-1"
eventually 60 "$set-0 not ready" equals False ready
figure "two of three asked to leave until the third is not ready" "$(since "$start") s"
if why=$(verdict "$set-0" 2>&1); then fail "$set-0 is ready without a quorum"; fi
say "$why"
end=$((SECONDS + watched_seconds))
while [ "$SECONDS" -lt "$end" ]; do
  inside "$set-0" zkagent probe live > /dev/null || fail "$set-0 is not live"
  sleep 1
done
[ "$(restarts)" = 0 ] || fail "$set-0 was restarted while there was no quorum"

start=$(now)
k scale "statefulset/$set" --replicas=3 > /dev/null
all_ready 180
figure "two members back until all are ready" "$(since "$start") s"
check_writer
say "$acknowledged acknowledged writes, $lost lost, $sessions sessions"
