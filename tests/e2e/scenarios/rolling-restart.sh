#!/usr/bin/env bash
# kubectl rollout restart runs while a client writes.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace rolling-restart
base_ensemble
start_writer "$(connect_string)"
start=$(now)
k rollout restart "statefulset/$set" > /dev/null
rolled_out 300
figure "rolling restart of three" "$(since "$start") s"
check_writer
report_writer "rolling restart"
expect_at_most "the longest time without an acknowledged write" "$gap" 1.5
[ "$sessions" = 1 ] || fail "the client needed $sessions sessions: expected that it keeps its session"
