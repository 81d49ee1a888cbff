#!/usr/bin/env bash
# Measures the agent's resident memory with settings of the garbage collector. A stub gives ZooKeeper's recorded answers.
#
#   tests/benchmarks/memory.sh BINARY [SETTING...]
#
# A SETTING is a list of the runtime's variables, "DOTNET_GCHeapHardLimit=2000000,DOTNET_GCgen0size=40000" (hexadecimal, without 0x),
# or "-" for none. Without a SETTING, it measures the binary without variables. Prints a row of a Markdown table for each. LOAD=full
# adds 100 slow scrapes. Needs gcc, curl and ports 24181 and 24141.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
binary=$(realpath "$1")
shift
(($# > 0)) || set -- -
answers=${ANSWERS:-$here/../ZkAgent.Core.Tests/Protocol/Answers/3.9.3-standalone}
answers=$(realpath "$(dirname "$answers")")/$(basename "$answers")
clients=${CLIENT_PORT:-24181} port=${AGENT_PORT:-24141}

work=$(mktemp -d)
agent=""
clean_up() {
  [[ -z $agent ]] || kill -KILL "$agent" 2> /dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
for tool in stub-server scrape slow-scrapes; do gcc -O2 -Wall -o "$work/$tool" "$here/$tool.c"; done
printf '#!/bin/sh\nexec "%s/stub-server" %s "%s"\n' "$work" "$clients" "$answers" > "$work/zkServer.sh"
chmod +x "$work/zkServer.sh"
mkdir -p "$work/java/bin" && ln -s /bin/true "$work/java/bin/java"

of_status() { # FIELD: prints this field of the agent's memory in MiB
  awk -v field="$1:" '$1 == field { printf "%.1f", $2 / 1024 }' "/proc/$agent/status" 2> /dev/null || true
}

start() { # SETTING
  local settings=()
  [[ $1 == - ]] || IFS=, read -ra settings <<< "$1"
  rm -rf "$work/volume"
  env --ignore-environment PATH=/usr/bin:/bin JAVA_HOME="$work/java" ZK_REPLICAS=1 ZK_MYID=1 ZK_CLIENT_PORT="$clients" ZK_AGENT_PORT="$port" \
    ZK_DATA_DIR="$work/volume/data" ZK_DATA_LOG_DIR="$work/volume/log" ZK_LOG_DIR="$work/volume/logs" ZK_CONF_DIR="$work/volume/conf" \
    ZK_SERVER_COMMAND="$work/zkServer.sh" ZK_TERMINATION_LOG="$work/volume/last" ZK_GRACE_PERIOD=6s "${settings[@]}" "$binary" run > "$work/output" 2>&1 &
  agent=$!
  for _ in {1..200}; do
    if curl --silent --fail --max-time 2 "http://127.0.0.1:$port/readyz" > /dev/null; then return; fi
    sleep 0.1
  done
  tail -n 5 "$work/output" >&2
  return 1
}

measure() { # SETTING
  local idle few many slow="" peak=""
  if ! start "$1"; then
    echo "| $1 | does not start | | | | |"
    return
  fi
  sleep "${IDLE_SECONDS:-15}"
  idle=$(of_status VmRSS)
  "$work/scrape" 127.0.0.1 "$port" 1500 own
  few=$(of_status VmRSS)
  "$work/scrape" 127.0.0.1 "$port" "${MORE_SCRAPES:-8500}" own
  many=$(of_status VmRSS)
  if [[ ${LOAD:-} == full ]]; then
    slow=$("$work/slow-scrapes" 127.0.0.1 "$port" 100 0 20000 40)
    slow+="; then $("$work/slow-scrapes" 127.0.0.1 "$port" 100 200 20000 40)"
    peak=$(of_status VmHWM)
    curl --silent --fail --max-time 2 "http://127.0.0.1:$port/livez" > /dev/null || slow+="; the agent does not answer"
  fi
  echo "| $1 | $idle | $few | $many | $peak | $slow |"
  kill -TERM "$agent" 2> /dev/null || true
  wait "$agent" 2> /dev/null || true
  agent=""
}

echo "| setting | idle | 1,500 scrapes | 10,000 scrapes | highest with 100 slow scrapes | slow scrapes |"
echo "| --- | --- | --- | --- | --- | --- |"
for setting in "$@"; do measure "$setting"; done
