#!/usr/bin/env bash
# Compares the agent with the scripts that it replaces. Prints a Markdown table with ratios within one run, and medians of alternating runs.
#
# Each row is one function, named in the list at the end of this file. To add a row, write a function that calls `compare` (times two
# commands) or `row` (with a figure that it measured), and add its name.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tests/benchmarks/run.sh [--server 127.0.0.1:PORT] [--image IMAGE --base BASE] [--rounds N] [--output FILE] BINARY

  BINARY     the native zkagent to measure
  --server   a running ZooKeeper that answers the probes; without it, a stub answers
  --image    the image with the agent; --base is the same ZooKeeper without it; adds the rows that need containers
  --rounds   timed runs of each command, at least 200 (200)
  --output   a file for the table, in addition to standard output

Code 1 when a command fails or a goal is missed. Needs gcc with a static libc, bash, netcat-openbsd, hostname, unshare.
TEXT
}

cannot() {
  echo "cannot measure: $*" >&2
  exit 2
}

server="" image="" base_image="" rounds=200 output="" binary=""
while (($# > 0)); do
  [[ $1 != --?* || $1 == --help || $# -ge 2 ]] || cannot "$1 has no value"
  case $1 in
    --server) server=${2-} && shift 2 ;;
    --image) image=${2-} && shift 2 ;;
    --base) base_image=${2-} && shift 2 ;;
    --rounds) rounds=${2-} && shift 2 ;;
    --output) output=${2-} && shift 2 ;;
    -h | --help) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) binary=$1 && shift ;;
  esac
done

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/benchmarks/containers.sh
. "$here/containers.sh"
# shellcheck source=tests/benchmarks/start.sh
. "$here/start.sh"
# shellcheck source=tests/benchmarks/rejoin.sh
. "$here/rejoin.sh"
# shellcheck source=tests/benchmarks/attack.sh
. "$here/attack.sh"
[[ -n $binary && -x $binary ]] || cannot "the binary '$binary' does not exist or is not executable; give the path of the native zkagent"
binary=$(realpath "$binary")
[[ $rounds =~ ^[0-9]+$ && $rounds -ge 200 ]] || cannot "--rounds $rounds is not a number of at least 200; medians of fewer runs are not reliable"
for tool in gcc nc hostname unshare; do
  command -v "$tool" > /dev/null || cannot "$tool is not installed; install it"
done
# The kind of netcat matters. netcat-openbsd is small, waits until the server closes, and was in the old images.
netcat=$(nc -h 2>&1 | head -n 1)
[[ $netcat == OpenBSD* ]] || cannot "nc is not netcat-openbsd but: $netcat; install netcat-openbsd"

work=$(mktemp -d)
stub_pid=""
clean_up() {
  [[ -z $stub_pid ]] || kill "$stub_pid" 2> /dev/null || true
  [[ -z $image ]] || clean_up_containers
  rm -rf "$work"
}
trap clean_up EXIT

gcc -O2 -Wall -o "$work/interleave" "$here/interleave.c"
gcc -O2 -Wall -static -o "$work/ok" "$here/ok.c"
gcc -O2 -Wall -o "$work/scrape" "$here/scrape.c"
gcc -O2 -Wall -o "$work/expired" "$here/expired.c"
gcc -O2 -Wall -o "$work/stub-server" "$here/stub-server.c"
ln -s "$binary" "$work/zkagent"
ln -s "$binary" "$work/zkOk.sh"

"$work/stub-server" > "$work/stub-port" &
stub_pid=$!
for _ in {1..100}; do
  [[ -s $work/stub-port ]] && break
  sleep 0.05
done
[[ -s $work/stub-port ]] || cannot "the stub server does not start"
ZK_AGENT_PORT=$(< "$work/stub-port")

if [[ -z $server ]]; then
  ZK_CLIENT_PORT=$ZK_AGENT_PORT
  answering="a stub server"
else
  # The probes connect to loopback only.
  [[ $server =~ ^(127\.0\.0\.1|localhost):([0-9]+)$ ]] || cannot "--server $server is not on 127.0.0.1; the probes connect only there"
  ZK_CLIENT_PORT=${BASH_REMATCH[2]}
  version=$(echo srvr | nc -w 5 127.0.0.1 "$ZK_CLIENT_PORT" | sed -n 's/^Zookeeper version: \([^,-]*\).*/\1/p' || true)
  [[ -n $version ]] || cannot "no ZooKeeper that answers srvr at $server"
  answering="ZooKeeper $version"
fi
export ZK_CLIENT_PORT ZK_AGENT_PORT

table=$work/table.md
failures=0
{
  echo "| what | against | ratio | goal | verdict |"
  echo "| --- | --- | --- | --- | --- |"
} > "$table"

# row WHAT AGAINST RATIO GOAL VERDICT
row() {
  echo "| $1 | $2 | $3 | $4 | $5 |" >> "$table"
  [[ $5 == met ]] || failures=$((failures + 1))
}

# compare WHAT AGAINST GOAL -- COMMAND... -- COMMAND...: adds a row with the first command's median wall time divided by the second's.
compare() {
  local what=$1 against=$2 goal=$3 medians ratio verdict figures
  shift 4
  if ! medians=$("${as_pod[@]}" "$work/interleave" "$rounds" "$@" 2> "$work/failure"); then
    row "$what" "$against" "–" "≤ $goal" "failed: $(tail -n 1 "$work/failure" | sed "s|$work/||g; s|$here/||g")"
    return
  fi
  read -r ratio verdict figures < <(awk -v goal="$goal" -v rounds="$rounds" '{
    r = $1 / $2
    printf "%.2f %s %.2f ms / %.2f ms", r, r <= goal ? "met" : "missed", $1 / 1000, $2 / 1000
    if ($3 > 0) printf "; the latter also failed in %d runs, not counted in the %d", $3, rounds
    print ""
  }' <<< "$medians")
  row "$what" "$against" "$ratio ($figures)" "≤ $goal" "$verdict"
}
as_pod=()

ok_against_bash() {
  compare "\`zkagent ok\`" "bash + nc (netcat-openbsd), $answering" 0.35 -- "$work/zkagent" ok -- "$here/old-ok.sh"
}

ok_against_c() {
  compare "\`zkagent ok\`" "a static C program, $answering" 2 -- "$work/zkagent" ok -- "$work/ok" "$ZK_CLIENT_PORT"
}

link_against_bash() {
  compare "\`zkOk.sh\` (link)" "bash + nc (netcat-openbsd), $answering" 0.35 -- "$work/zkOk.sh" -- "$here/old-ok.sh"
}

link_against_c() {
  compare "\`zkOk.sh\` (link)" "a static C program, $answering" 2 -- "$work/zkOk.sh" -- "$work/ok" "$ZK_CLIENT_PORT"
}

probe_against_bash() {
  compare "\`zkagent probe ready\`, a stub agent" "bash + nc (netcat-openbsd), $answering" 0.35 -- "$work/zkagent" probe ready -- "$here/old-ok.sh"
}

# The same queries without the early path, which does not handle flags. They show what the early path saves. There is no goal.
ordinary_main() {
  compare "\`zkagent ok\` without the early path" "bash + nc (netcat-openbsd), $answering" 10 -- "$work/zkagent" ok "--client_port=$ZK_CLIENT_PORT" -- "$here/old-ok.sh"
  compare "\`zkagent probe ready\` without the early path" "bash + nc (netcat-openbsd), $answering" 10 -- "$work/zkagent" probe ready "--agent_port=$ZK_AGENT_PORT" -- "$here/old-ok.sh"
}

# Both write the same directories alternately, so neither finds its own files unchanged. The host name and /etc/hosts are as the kubelet
# sets them. With an unknown name, `hostname -d` would wait for a name server, and the agent's ratio would look too good.
render_against_bash() {
  local hosts=$work/hosts as_root=()
  printf '127.0.0.1 localhost\n10.0.0.5 zk-0.zk-hs.default.svc.cluster.local zk-0\n' > "$hosts"
  ((EUID == 0)) || as_root=(--map-root-user)
  # shellcheck disable=SC2016 # The inner shell expands $1 and $@.
  as_pod=(unshare "${as_root[@]}" --uts --mount bash -c 'hostname zk-0 && mount --bind "$1" /etc/hosts && shift && exec "$@"' as-pod "$hosts")
  # The stub uses one port for ZooKeeper and for the agent, and the settings refuse this.
  export -n ZK_CLIENT_PORT ZK_AGENT_PORT
  export ZK_REPLICAS=3 ZK_CONF_DIR=$work/conf ZK_DATA_DIR=$work/data ZK_DATA_LOG_DIR=$work/log ZK_LOG_DIR=$work/logs ZK_HEAP_SIZE=1G
  mkdir -p "$ZK_CONF_DIR" "$ZK_DATA_DIR" "$ZK_DATA_LOG_DIR" "$ZK_LOG_DIR"
  compare "\`zkagent render\`, 3 servers" 'a shell script (hostname, mkdir, rm, echo)' 0.6 -- "$work/zkagent" render --output "$ZK_CONF_DIR" -- "$here/old-render.sh"
  unset ZK_REPLICAS ZK_CONF_DIR ZK_DATA_DIR ZK_DATA_LOG_DIR ZK_LOG_DIR ZK_HEAP_SIZE
  export ZK_CLIENT_PORT ZK_AGENT_PORT
  as_pod=()
}

binary_size() {
  local bytes verdict=met
  bytes=$(stat -c %s "$binary")
  ((bytes <= 13 * 1024 * 1024)) || verdict=missed
  row "the binary" "–" "$(awk -v b="$bytes" 'BEGIN { printf "%.1f MiB", b / 1048576 }')" "≤ 13 MiB" "$verdict"
}

measures=(ok_against_bash ok_against_c link_against_bash link_against_c probe_against_bash ordinary_main render_against_bash binary_size attack)
[[ -z $image ]] || measures+=(memory idle_cpu scrape stop start_cpu start_wall rejoin)
for measure in "${measures[@]}"; do
  echo "measuring $measure ..." >&2
  "$measure"
done

cat "$table"
[[ -z $output ]] || cp "$table" "$output"
((failures == 0))
