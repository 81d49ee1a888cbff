# Sourced: runs a client that writes continuously and records the acknowledged writes (client/writer.py).
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# start_writer CONNECT: starts the client, and returns when the first write is acknowledged.
start_writer() {
  connect=$1
  k run writer --image="$E2E_CLIENT_IMAGE" --restart=Never --command -- writer write "$connect" > /dev/null
  eventually 60 "the writer's first acknowledged write" says acknowledged k exec writer -- writer progress
}

# end_writer [CONNECT]: stops the writes and reads all of them back; CONNECT selects the member to read from. Sets acknowledged, lost, gap
# (longest time without an acknowledged write, in seconds) and sessions.
end_writer() {
  local answer
  answer=$(k exec writer -- writer check "${1:-$connect}") || fail "cannot read back: $answer"
  read -r acknowledged lost gap sessions <<< "$answer"
  [ "$acknowledged" -gt 0 ] || fail "no write was acknowledged"
}

# check_writer [CONNECT]: calls end_writer, and fails if a write is lost.
check_writer() {
  end_writer "$@"
  [ "$lost" = 0 ] || fail "$lost of $acknowledged acknowledged writes are lost"
}

# report_writer DURING: prints the figures of the last check.
report_writer() {
  figure "$1, writes acknowledged" "$acknowledged"
  figure "$1, acknowledged writes lost" "$lost"
  figure "$1, longest time without an acknowledged write" "$gap s"
  figure "$1, sessions used" "$sessions"
}
