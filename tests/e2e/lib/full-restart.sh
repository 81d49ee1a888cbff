# Sourced: everything gone at once, and back with everything that was acknowledged.
# shellcheck shell=bash disable=SC2154,SC2034 # words of one library are used by another, and by scenarios

# full_restart [SETTING=VALUE...]: without notice, so that nothing is flushed that was not flushed before.
full_restart() {
  local start
  base_ensemble "$@"
  figure "three fresh pods to all ready" "$formed s"
  start_writer "$(connect_string)"
  start=$(now)
  k delete pod "$set-0" "$set-1" "$set-2" --force --grace-period=0 > /dev/null 2>&1
  eventually 60 "new pods" fewer_ready
  all_ready 240
  figure "all three killed until all are ready" "$(since "$start") s"
  check_writer
  say "$acknowledged acknowledged writes, $lost lost, $sessions sessions, longest time without one $gap s"
}

fewer_ready() { [ "$(field "statefulset/$set" '{.status.readyReplicas}')" != 3 ]; }
