#!/usr/bin/env bash
# Wrong settings are applied to a running ensemble. One member ends, and its termination message has every problem. The others serve. The
# correct settings repair it.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace wrong-settings
base_ensemble
start_writer "$(connect_string)"

start=$(now)
apply_base ZK_TICK_TIME=fast ZK_CLIENT_PORT=3888
message='{.status.containerStatuses[0].lastState.terminated.message}{.status.containerStatuses[0].state.terminated.message}'
eventually 120 "the termination message of $set-2" says ZK_TICK_TIME field "pod/$set-2" "$message"
figure "wrong settings applied until a pod says so" "$(since "$start") s"
said=$(field "pod/$set-2" "$message")
say "$said"
expect_contains "the termination message" "$said" fast
expect_contains "the termination message" "$said" 3888
code=$(field "pod/$set-2" '{.status.containerStatuses[0].lastState.terminated.exitCode}{.status.containerStatuses[0].state.terminated.exitCode}')
[[ $code == 78* ]] || fail "the exit code is $code: expected 78"
for member in 0 1; do
  verdict "$set-$member" > /dev/null || fail "$set-$member does not serve: $(verdict "$set-$member")"
done

start=$(now)
apply_base
rolled_out 180
figure "right settings applied until all are ready" "$(since "$start") s"
check_writer
report_writer "wrong settings and back"
