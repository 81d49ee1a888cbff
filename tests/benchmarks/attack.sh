# The row for probes under hostile connections. Sourced by run.sh.

# Runs the agent as a process, not in a container: an attacker needs its own address, and loopback has many. ZooKeeper is a sleep.
attack() {
  local figures answered p50 p99 opened verdict=missed port=$((20000 + RANDOM % 10000)) agent ready=false
  gcc -O2 -Wall -pthread -o "$work/hostile" "$here/hostile.c"
  mkdir -p "$work/attacked/java/bin"
  ln -sf /bin/true "$work/attacked/java/bin/java"
  printf '#!/bin/sh\nexec sleep 1000\n' > "$work/attacked/zkServer.sh"
  chmod +x "$work/attacked/zkServer.sh"
  ulimit -n 4096
  env --ignore-environment PATH=/usr/bin:/bin JAVA_HOME="$work/attacked/java" ZK_REPLICAS=1 ZK_MYID=1 ZK_CLIENT_PORT=$((port + 1)) ZK_AGENT_PORT="$port" \
    ZK_DATA_DIR="$work/attacked/data" ZK_DATA_LOG_DIR="$work/attacked/log" ZK_LOG_DIR="$work/attacked/logs" ZK_CONF_DIR="$work/attacked/conf" \
    ZK_SERVER_COMMAND="$work/attacked/zkServer.sh" ZK_TERMINATION_LOG="$work/attacked/last" ZK_GRACE_PERIOD=6s "$binary" run > "$work/attacked/output" 2>&1 &
  agent=$!
  for _ in {1..100}; do
    if "$binary" probe live "--agent_port=$port" > /dev/null 2>&1; then ready=true && break; fi
    sleep 0.1
  done
  if [[ $ready == false ]]; then
    kill "$agent" 2> /dev/null || true
    row "probes under hostile connections" "–" "failed: the agent does not start" "all answered, p99 < 500 ms" failed
    return
  fi
  figures=$("$work/hostile" 127.0.0.1 "$port" 300) || true
  kill "$agent" && wait "$agent" || true
  read -r answered p50 p99 opened <<< "$figures"
  if [[ $answered == 300 ]] && awk -v p="$p99" 'BEGIN { exit p >= 500 }'; then verdict=met; fi
  row "300 probes while another address keeps 1,000 idle, 200 slow-header and 200 slow-reading connections" "–" \
    "$answered answered, p50 $p50 ms, p99 $p99 ms, $opened hostile connections opened" "all, p99 < 500 ms" "$verdict"
}
