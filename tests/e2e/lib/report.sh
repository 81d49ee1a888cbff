# Sourced: what a scenario says. Figures go to the screen and, for the table at the end of a run, to $E2E_FIGURES.
# shellcheck shell=bash disable=SC2154,SC2034 # words of one library are used by another, and by scenarios

say() { printf '  %s\n' "$*"; }

# figure WHAT VALUE: one measured value with its unit.
figure() {
  say "$1: $2"
  if [ -n "${E2E_FIGURES:-}" ]; then printf '%s\t%s\t%s\n' "$scenario" "$1" "$2" >> "$E2E_FIGURES"; fi
}

# fail SENTENCE: ends the scenario; the namespace tells what it was like.
fail() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}

# expect_contains WHAT TEXT NEEDLE: TEXT is what WHAT printed, and has NEEDLE in it.
expect_contains() {
  [[ $2 == *"$3"* ]] || fail "cannot find \"$3\" in $1: it is"$'\n'"$2"
}

# expect_at_most WHAT SECONDS GOAL: a goal is for a machine that does nothing else; what takes three times as long is broken on any.
expect_at_most() {
  awk -v value="$2" -v limit="$3" 'BEGIN { exit !(value <= 3 * limit) }' || fail "$1 took $2 s: expected at most three times the goal of $3 s"
}
