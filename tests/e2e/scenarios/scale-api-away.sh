#!/usr/bin/env bash
# The pods cannot reach the API server while five members become three. The two stop without leaving, and the others serve. When the API
# server is back, the others remove the two.
# needs: E2E_API_CLOSE E2E_API_OPEN
# alone: no pod of the cluster reaches the API server meanwhile
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-api-away
open_api() { bash -c "$E2E_API_OPEN" open; }
dynamic_ensemble 3
scaled 5
start_writers 4 "$(addresses 5)"

bash -c "$E2E_API_CLOSE" close
at_end=open_api
scale 3
eventually 120 "three pods" only 3
equals "0 1 2 3 4" voters "$set-0" || fail "the members removed the two without the API server: $(voters "$set-0")"
for member in 0 1 2; do eventually 30 "$set-$member serving" verdict "$set-$member"; done
say "$(inside "$set-0" zkagent status)"
dead() { k exec writer-1 -- python3 -c "import urllib.request as r; print(r.urlopen('http://$(name_of "$set-0"):9141/metrics', timeout=5).read().decode())" \
  | sed -n 's/^zkagent_membership_dead_voters //p'; }
eventually 30 "two dead voters in the metrics" equals 2 dead

open_api
at_end=:
start=$(now)
eventually 60 "three voters" votes 3
figure "API server back until the two are removed" "$(since "$start") s"
expect_at_most "removal after the API server is back" "$(since "$start")" 15
check_scaling "API server away"
