# Sourced: checks that manifests for another image work with the image under test. Only the image is changed.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# Scenarios may change the image, the number of members, the port for clients, the options of the writing client, and the goal for the end
# of a pod in seconds.
image=$E2E_IMAGE replicas=3 port=2181 client=() end_goal=2

# manifests PATH: prints the objects of manifests/PATH, a file or a directory with a kustomization.
manifests() {
  local path=$e2e/manifests/$1
  if [ -d "$path" ]; then kubectl kustomize --load-restrictor LoadRestrictionsNone "$path"; else cat "$path"; fi \
    | sed "s#image: IMAGE#image: $image#; s#NAMESPACE#$namespace#g"
}

# old_manifest PATH: checks that the ensemble forms and serves, that a deleted pod stops quickly, and that it keeps its data. Scenarios
# check the warnings.
old_manifest() {
  local start
  start=$(now)
  manifests "$1" | apply
  # In old manifests the first probe is after 10 or 20 seconds, and the pods may start one after the other.
  all_ready 240 "$replicas"
  figure "$replicas fresh pods to all ready" "$(since "$start") s"
  serves_and_survives
}

# serves_and_survives: what old_manifest checks when the pods are ready.
serves_and_survives() {
  local start uid pod=$set-$((replicas > 1 ? 1 : 0))
  # Some probes do not check for a quorum, so ready pods may still elect a leader.
  if [ "$replicas" -gt 1 ]; then
    eventually 60 "a leader" leader
    eventually 30 "zkServer.sh status that shows a leader" says leader inside "$set-0" zkServer.sh status
  fi
  expect_contains "zkCli.sh" "$(shell_client "$set-0")" "zookeeper]"
  [ "$(inside "$set-0" readlink /proc/1/exe)" = /usr/local/bin/zkagent ] || fail "the agent is not PID 1"

  start_writer "$(inside "$set-0" zkagent connect-string)" ${client[@]+"${client[@]}"}
  uid=$(field "pod/$pod" '{.metadata.uid}')
  start=$(now)
  delete_pod "$pod"
  figure "a pod's deletion until its processes are gone" "$ended s"
  figure "a pod's deletion until the pod is gone" "$gone s"
  expect_at_most "the end of $pod" "$ended" "$end_goal"
  eventually 120 "$pod again" replaced "$pod" "$uid"
  figure "a pod's deletion until it is ready again" "$(since "$start") s"
  eventually 60 "$pod in the quorum" says "zk_server_state" inside "$pod" zkMetrics.sh
  check_writer "$(name_of "$pod"):$port"
  report_writer "a pod deleted"
  [ "$(restarts)" = 0 ] || fail "the kubelet restarted containers: $(restarts) times"
}

# shell_client POD: lists the root with zkCli.sh, as operators do with kubectl exec.
shell_client() { inside "$1" zkCli.sh -server "localhost:$port" ls / 2>&1; }

# expect_warning TEXT: checks that the first pod's log has TEXT.
expect_warning() {
  expect_contains "the log of $set-0" "$(k logs "$set-0")" "$1"
}
