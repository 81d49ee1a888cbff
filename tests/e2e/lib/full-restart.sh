# Sourced: kills all members at once, and checks that they come back with every acknowledged write.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# full_restart [SETTING=VALUE...]: kills without notice, so that ZooKeeper cannot flush more data at its end.
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
