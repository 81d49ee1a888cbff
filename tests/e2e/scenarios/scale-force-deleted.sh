#!/usr/bin/env bash
# Pods that are scaled away are deleted by force at once, so that they may end before they leave. The others remove them.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-force-deleted
dynamic_ensemble 3
scaled 5
start_writers 4 "$(addresses 5)"
for round in 1 2 3; do
  gaps_begin
  start=$(now)
  scale 3
  k delete pod "$set-3" "$set-4" --force --grace-period=0 > /dev/null 2>&1 || true
  eventually 60 "three voters" votes 3
  figure "round $round, two pods deleted by force until they are removed" "$(since "$start") s"
  expect_at_most "removal of pods that were deleted by force" "$(since "$start")" 15
  figure "round $round, longest time without an acknowledged write" "$(gaps_end) s"
  all_ready 120 3
  # They come back with their old volumes and lists.
  scaled 5 "round $round"
done
[ "$(ensembles | wc -w)" = 1 ] || fail "the volumes have several ids of ensembles: $(ensembles)"
check_scaling "pods deleted by force"
