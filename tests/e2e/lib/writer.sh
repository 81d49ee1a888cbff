# Sourced: runs a client that writes continuously and records the acknowledged writes (client/writer.py).
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# The pod of the client, and fields of its spec (JSON with a comma at the end). Scenarios with several clients, or one outside, set them.
writer=writer writer_spec=
# The Secrets that the client mounts if they exist: $client_tls at /tls, $client_users at /users.
client_tls=client-tls client_users=client-users

# start_writer CONNECT [OPTION...]: starts the client, and returns when the first write is acknowledged. The options are those of
# client/writer.py.
start_writer() {
  connect=$1
  local command
  command=$(printf '"%s",' writer write "$@")
  k run "$writer" --image="$E2E_CLIENT_IMAGE" --restart=Never --overrides='{"spec":{'"$writer_spec"'
    "containers":[{"name":"writer","image":"'"$E2E_CLIENT_IMAGE"'","command":['"${command%,}"'],
      "volumeMounts":[{"name":"tls","mountPath":"/tls"},{"name":"users","mountPath":"/users"}]}],
    "volumes":[{"name":"tls","secret":{"secretName":"'"$client_tls"'","optional":true}},
      {"name":"users","secret":{"secretName":"'"$client_users"'","optional":true}}]}}' > /dev/null
  eventually 60 "the writer's first acknowledged write" says acknowledged k exec "$writer" -- writer progress
}

# change_writer CONNECT [OPTION...]: the client goes on in its session, with another connection.
change_writer() {
  connect=$1
  k exec "$writer" -- writer change "$@" || fail "the writer cannot change its connection to $*: $(k logs --tail=20 "$writer")"
}

# end_writer [CONNECT]: stops the writes and reads all of them back; CONNECT selects the member to read from. Sets acknowledged, lost, gap
# (longest time without an acknowledged write, in seconds), sessions and disconnections.
end_writer() {
  local answer
  answer=$(k exec "$writer" -- writer check "${1:-$connect}") || fail "cannot read back: $answer"
  read -r acknowledged lost gap sessions disconnections <<< "$answer"
  [ "$acknowledged" -gt 0 ] || fail "no write was acknowledged"
}

# check_writer [CONNECT]: calls end_writer, and fails if a write is lost.
check_writer() {
  end_writer "$@"
  [ "$lost" = 0 ] || fail "$lost of $acknowledged acknowledged writes are lost"
}

# start_writers NUMBER CONNECT [OPTION...]: starts several clients: writer-1, writer-2 and so on.
start_writers() {
  local number
  writers=$1
  for number in $(seq "$writers"); do writer=writer-$number; start_writer "${@:2}"; done
}

# check_writers: check_writer for all of them. The figures are sums over the clients; gap is the longest of all.
check_writers() {
  local number sum=0 longest=0.0 opened=0 dropped=0
  for number in $(seq "$writers"); do
    writer=writer-$number
    check_writer "$@"
    sum=$((sum + acknowledged)) opened=$((opened + sessions)) dropped=$((dropped + disconnections))
    longest=$(printf '%s\n%s\n' "$longest" "$gap" | sort --numeric-sort | tail -n 1)
  done
  acknowledged=$sum gap=$longest sessions=$opened disconnections=$dropped
}

# report_writer DURING: prints the figures of the last check.
report_writer() {
  figure "$1, writes acknowledged" "$acknowledged"
  figure "$1, acknowledged writes lost" "$lost"
  figure "$1, longest time without an acknowledged write" "$gap s"
  figure "$1, sessions used" "$sessions"
}
