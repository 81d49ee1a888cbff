#!/usr/bin/env bash
# The pods may not read their StatefulSet. The ensemble forms and grows. It does not shrink, and says which Role is missing. Once the Role is
# applied, it removes the members that are gone.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-without-role
# A founder needs to know how many members to ask. Without the API server, ZK_REPLICAS says it.
apply_members 3
k delete rolebinding "$set" > /dev/null
eventually 180 "three voters" votes 3
all_ready 120 3
start_writers 4 "$(addresses 5)"
scaled 5 "without the Role"

scale 3
eventually 120 "three pods" only 3
for member in 0 1 2; do eventually 30 "$set-$member serving" verdict "$set-$member"; done
equals "0 1 2 3 4" voters "$set-0" || fail "the members removed the two without knowing what is wanted: $(voters "$set-0")"
refusal="cannot read statefulsets/$set"
eventually 60 "the reason in the log" says "$refusal" k logs "$set-0"
say "$(k logs "$set-0" | grep --max-count=1 "$refusal")"

start=$(now)
apply_members 3
eventually 90 "three voters" votes 3
figure "the Role applied until the two are removed" "$(since "$start") s"
expect_at_most "removal after the Role is applied" "$(since "$start")" 15
check_scaling "without the Role"
