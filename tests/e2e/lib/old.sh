# Sourced: checks that a manifest for another image works with the image under test. Only the image is changed.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# old_manifest FILE: checks that the ensemble forms and serves, that a deleted pod stops quickly, and that it keeps its data. Scenarios
# check the warnings.
old_manifest() {
  local start uid
  start=$(now)
  sed "s#image: IMAGE#image: $E2E_IMAGE#" "$e2e/manifests/old/$1" | apply
  # In old manifests the first probe is after 10 or 20 seconds, and the pods start one after the other.
  all_ready 240
  figure "three fresh pods to all ready" "$(since "$start") s"
  # `ok` does not check for a quorum, so ready pods may still elect a leader.
  eventually 30 "a leader" leader
  eventually 30 "zkServer.sh status that shows a leader" status_shows_a_leader
  expect_contains "zkCli.sh" "$(inside "$set-0" /opt/zookeeper/bin/zkCli.sh -server localhost:2181 ls / 2>&1)" zookeeper
  [ "$(inside "$set-0" readlink /proc/1/exe)" = /usr/local/bin/zkagent ] || fail "the agent is not PID 1"

  start_writer "$(inside "$set-0" zkagent connect-string)"
  uid=$(field "pod/$set-1" '{.metadata.uid}')
  delete_pod "$set-1"
  figure "a pod's deletion until its processes are gone" "$ended s"
  figure "a pod's deletion until the pod is gone" "$gone s"
  expect_at_most "the end of $set-1" "$ended" 2
  eventually 120 "$set-1 again" replaced "$set-1" "$uid"
  eventually 30 "$set-1 in the quorum" says "zk_server_state" inside "$set-1" zkMetrics.sh
  check_writer "$set-1.$(field "statefulset/$set" '{.spec.serviceName}').$namespace.svc.cluster.local:2181"
  report_writer "a pod deleted"
  [ "$(restarts)" = 0 ] || fail "the kubelet restarted containers: $(restarts) times"
}

status_shows_a_leader() { inside "$set-0" zkServer.sh status | grep leader > /dev/null; }

# expect_warning TEXT: checks that the first pod's log has TEXT.
expect_warning() {
  expect_contains "the log of $set-0" "$(k logs "$set-0")" "$1"
}
