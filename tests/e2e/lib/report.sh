# Sourced: prints results. Figures also go to $E2E_FIGURES, for the table at the end of a run.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

say() { printf '  %s\n' "$*"; }

# figure WHAT VALUE: prints one measured value with its unit.
figure() {
  say "$1: $2"
  if [ -n "${E2E_FIGURES:-}" ]; then printf '%s\t%s\t%s\n' "$scenario" "$1" "$2" >> "$E2E_FIGURES"; fi
}

# fail SENTENCE: ends the scenario. Its end prints the state of the namespace.
fail() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}

# expect_contains WHAT TEXT NEEDLE: checks that TEXT, which WHAT printed, contains NEEDLE.
expect_contains() {
  [[ $2 == *"$3"* ]] || fail "cannot find \"$3\" in $1: it is"$'\n'"$2"
}

# expect_at_most WHAT SECONDS GOAL: checks that SECONDS is at most three times GOAL. The goal is for an idle machine; a busy machine may
# need up to three times as long.
expect_at_most() {
  awk -v value="$2" -v limit="$3" 'BEGIN { exit !(value <= 3 * limit) }' || fail "$1 took $2 s: expected at most three times the goal of $3 s"
}
