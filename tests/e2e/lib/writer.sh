# Sourced: a client that writes all the time and remembers what was acknowledged (client/writer.py).
# shellcheck shell=bash disable=SC2154,SC2034 # words of one library are used by another, and by scenarios

# start_writer CONNECT: returns once the first write is acknowledged.
start_writer() {
  connect=$1
  k run writer --image="$E2E_CLIENT_IMAGE" --restart=Never --command -- writer write "$connect" > /dev/null
  eventually 60 "the writer's first acknowledged write" says acknowledged k exec writer -- writer progress
}

# end_writer [CONNECT]: ends the writing and reads everything back, through CONNECT if it is to be one certain member. Sets acknowledged, lost,
# gap (longest time without an acknowledged write, seconds) and sessions.
end_writer() {
  local answer
  answer=$(k exec writer -- writer check "${1:-$connect}") || fail "cannot read back: $answer"
  read -r acknowledged lost gap sessions <<< "$answer"
  [ "$acknowledged" -gt 0 ] || fail "no write was acknowledged"
}

# check_writer [CONNECT]: the same, and nothing is lost.
check_writer() {
  end_writer "$@"
  [ "$lost" = 0 ] || fail "$lost of $acknowledged acknowledged writes are lost"
}

# report_writer DURING: the figures of the last check.
report_writer() {
  figure "$1, writes acknowledged" "$acknowledged"
  figure "$1, acknowledged writes lost" "$lost"
  figure "$1, longest time without an acknowledged write" "$gap s"
  figure "$1, sessions used" "$sessions"
}
