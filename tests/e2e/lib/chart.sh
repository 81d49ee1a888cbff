# Sourced: installs and upgrades the chart as the release "zk", with the image under test.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names
. "$e2e/lib/base.sh"
set=zk-zookeeper
# Values of every later call, as --set and its argument.
values=()

# release VERB [ARGUMENT...]: helm install or helm upgrade; returns when every member is ready and has the newest revision.
release() {
  helm --namespace "$namespace" "$1" zk "$e2e/../../k8s/chart" --set image.repository="${image%:*}" --set image.tag="${image##*:}" \
    ${values[@]+"${values[@]}"} --wait --timeout 300s "${@:2}" > /dev/null || fail "helm $1 $(printf '%s ' "${values[@]}")"
  rolled_out 300
}

# migrate SECTION PHASE...: one helm upgrade for each phase of SECTION (tls.quorum), and its time as a figure.
migrate() {
  local section=$1 phase start
  for phase in "${@:2}"; do
    start=$(now)
    release upgrade --set "$section.enabled=true" --set "$section.phase=$phase"
    figure "helm upgrade to $section.phase=$phase" "$(since "$start") s"
    [ "$(restarts)" = 0 ] || fail "the kubelet restarted containers: $(restarts) times"
  done
}

# check_migration: the writer's figures after a migration. Its one session goes on, and no write is lost.
check_migration() {
  check_writer "$@"
  report_writer migration
  figure "migration, disconnections" "$disconnections"
  [ "$sessions" = 1 ] || fail "the client needed $sessions sessions: expected that it keeps its session"
  # Each rolling update stops the leader once. Clients wait for the election.
  expect_at_most "the longest time without an acknowledged write" "$gap" 2.0
}
