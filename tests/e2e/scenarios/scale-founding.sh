#!/usr/bin/env bash
# The number of members changes from three to five and to one while the ensemble is founded, at other moments in each round. All volumes
# belong to one ensemble in the end.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-founding
for pause in 0 1 2 4; do
  apply_members 3
  sleep "$pause"
  scale 5
  sleep "$pause"
  scale 1
  eventually 180 "one voter" votes 1
  all_ready 120 1
  # The volumes of the others say whether another ensemble was founded on them.
  scaled 5 "changed every $pause s"
  found=$(ensembles)
  [ "$(wc -w <<< "$found")" = 1 ] || fail "the volumes have the ids $found: expected one"
  say "changed every $pause s: one ensemble, $found"
  start_writers 1 "$(addresses 5)"
  check_scaling "changed every $pause s"
  new_volumes
done
