#!/usr/bin/env bash
# An ensemble with static membership becomes dynamic by helm upgrade under four clients, and static again. While it is half-way, scaling adds
# no voter, and a sentence says why. It does when all members are dynamic.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
. "$e2e/lib/chart.sh"
use_namespace scale-migration
small=(--set resources.limits.memory=512Mi --set resources.requests.memory=512Mi --set resources.requests.cpu=50m)
# upgrade WHAT VALUE...: helm upgrade with these values, and its time and its gap as figures.
upgrade() {
  local start
  values=("${small[@]}" "${@:2}")
  gaps_begin
  start=$(now)
  release upgrade
  figure "$1" "$(since "$start") s"
  figure "$1, longest time without an acknowledged write" "$(gaps_end) s"
}
values=("${small[@]}" --set membership=static)
release install
start_writers 4 "$(addresses 5)"

# Half-way: only pods from this ordinal on get the new settings.
upgrade "one of three dynamic" --set membership=dynamic --set updateStrategy.rollingUpdate.partition=2
scale 5
eventually 120 "five pods" only 5
waits="still runs a static list"
eventually 60 "why the members are not changed" says "$waits" k logs "$set-2"
say "$(k logs "$set-2" | grep --max-count=1 "$waits")"
equals "0 1 2" voters "$set-2" || fail "the membership was changed half-way: $(voters "$set-2")"

upgrade "all dynamic, scaled to five while half-way" --set membership=dynamic --set replicaCount=5
eventually 120 "five voters" votes 5
eventually 30 "members that agree" agreed 5
scaled 3
scaled 5
scaled 3

upgrade "static again" --set membership=static --set replicaCount=3
# A list of version 0 would find no leader next to a later one, so ZooKeeper goes on with its list, and the agent changes it no more.
for member in 0 1 2; do
  eventually 30 "static membership of $set-$member" says "ZooKeeper goes on with configuration" k logs "$set-$member"
  equals "0 1 2" voters "$set-$member" || fail "the voters of $set-$member are $(voters "$set-$member"): expected 0 1 2"
done
upgrade "dynamic a second time" --set membership=dynamic --set replicaCount=3
eventually 60 "three voters" votes 3
check_scaling "migration" kept
