#!/usr/bin/env bash
# The number of members changes from three to five, to one and to five again while the ensemble is founded, at other moments in each round.
# With one pod left, either an ensemble was founded, or the claims of the others hold it back and a sentence says so. All volumes belong to
# one ensemble in the end.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-founding
# decided POD: prints why, if the pod serves, lacks a quorum of an ensemble that was founded, or is held back by claims.
decided() {
  local why
  why=$(reason "$1")
  echo "$why"
  case $why in *"serves as"* | *"too few of them for a quorum"* | *"looks for a quorum"* | *"there are claims of ordinals beyond"*) ;; *) return 1 ;; esac
}
for pause in 0 1 2 4; do
  apply_members 3
  sleep "$pause"
  scale 5
  sleep "$pause"
  scale 1
  eventually 120 "one pod" only 1
  eventually 60 "the decision of $set-0" decided "$set-0"
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
