# Sourced: one member becomes three, five, three and one again, while clients write and nothing fails.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names
. "$e2e/lib/membership.sh"

# scale_calm: the figures of each step, and their goals.
scale_calm() {
  local round
  dynamic_ensemble 1
  start_writers 4 "$(addresses 5)"
  for round in $(seq "${E2E_SCALE_ROUNDS:-1}"); do
    scaled 3 "round $round"
    expect_at_most "1 to 3" "$settled" 10
    expect_at_most "the longest time without an acknowledged write, 1 to 3" "$step_gap" 1.0
    scaled 5 "round $round"
    expect_at_most "the longest time without an acknowledged write, 3 to 5" "$step_gap" 1.0
    expect_contains "zkagent status" "$(inside "$set-0" zkagent status)" "5 of 5 voters serve"
    scaled 3 "round $round"
    expect_at_most "5 to 3" "$settled" 5
    expect_at_most "the longest time without an acknowledged write, 5 to 3" "$step_gap" 2.0
    scaled 1 "round $round"
    expect_at_most "the longest time without an acknowledged write, 3 to 1" "$step_gap" 2.0
  done
  [ "$(restarts)" = 0 ] || fail "the kubelet restarted containers: $(restarts) times"
  [ "$(ensembles | wc -w)" = 1 ] || fail "the volumes have several ids of ensembles: $(ensembles)"
  check_scaling "scaling" kept
}

