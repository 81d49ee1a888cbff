#!/usr/bin/env bash
# The number of members changes from three to five, to one and to five again while the ensemble is founded, at other moments in each round.
# With one pod left, either an ensemble serves, or the claims of the others hold it back. All volumes belong to one ensemble in the end.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-founding
has_reason() { [ -n "$(reason "$1")" ]; }
for pause in 0 1 2 4; do
  apply_members 3
  sleep "$pause"
  scale 5
  sleep "$pause"
  scale 1
  eventually 120 "one pod" only 1
  eventually 60 "a reason of $set-0" has_reason "$set-0"
  say "changed every $pause s, one pod is left: $(reason "$set-0")"
  scale 5
  eventually 180 "five voters" votes 5
  all_ready 120 5
  # The volumes say whether another ensemble was founded on them.
  found=$(ensembles)
  [ "$(wc -w <<< "$found")" = 1 ] || fail "the volumes have the ids $found: expected one"
  say "changed every $pause s: one ensemble, $found"
  start_writers 1 "$(addresses 5)"
  check_scaling "changed every $pause s"
  new_volumes
done
