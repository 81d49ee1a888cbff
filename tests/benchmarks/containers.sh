# Rows that need containers: memory, idle_cpu, scrape, stop. Sourced by run.sh, which sets the image, and has the table's functions.
# shellcheck shell=bash disable=SC2154 # run.sh sets image, base_image and work.

containers_label=zkagent-benchmarks

clean_up_containers() {
  docker ps --all --quiet --filter "label=$containers_label=$$" | xargs --no-run-if-empty docker rm --force --volumes > /dev/null
  docker network ls --quiet --filter "label=$containers_label=$$" | xargs --no-run-if-empty docker network rm > /dev/null
}

# start_members COUNT [OPTION...]: starts a new ensemble with options of docker run. Prints the container ids, one a line.
start_members() {
  local n count=$1 network=zkagent-benchmarks-$$
  shift
  docker network inspect "$network" > /dev/null 2>&1 || docker network create --label "$containers_label=$$" "$network" > /dev/null
  for ((n = 0; n < count; n++)); do
    docker run --detach --label "$containers_label=$$" --hostname "zk-$n" --domainname zk-hs.bench --network "$network" \
      --network-alias "zk-$n.zk-hs.bench" --env ZK_REPLICAS="$count" --env ZK_HEAP_SIZE=96M "$@" "$image"
  done
}

until_ready() { # CONTAINER...
  local container
  for container in "$@"; do
    until docker exec "$container" zkagent probe ready > /dev/null 2>&1; do sleep 0.05; done
  done
}

seconds_since() { # NANOSECONDS, from date +%s%N
  awk -v a="$1" -v b="$(date +%s%N)" 'BEGIN { printf "%.2f", (b - a) / 1e9 }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

verdict_of() { # FIGURE GOAL
  awk -v f="$1" -v g="$2" 'BEGIN { print (f <= g ? "met" : "missed") }'
}

resident() { # CONTAINER: prints the agent's resident memory in MiB
  awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$(docker inspect --format '{{.State.Pid}}' "$1")/status"
}

memory() {
  local member address idle after later
  member=$(start_members 1)
  until_ready "$member"
  address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$member")
  sleep 10
  idle=$(resident "$member")
  "$work/scrape" "$address" 9141 10000 own
  after=$(resident "$member")
  "$work/scrape" "$address" 9141 10000 own
  later=$(resident "$member")
  row "agent resident memory, idle" "–" "$idle MiB" "≤ 18 MiB" "$(verdict_of "$idle" 18)"
  row "agent resident memory, after 10,000 scrapes on a connection each" "–" "$after MiB" "≤ 18 MiB" "$(verdict_of "$after" 18)"
  row "agent resident memory, after 10,000 more" "–" "$later MiB" "≤ 18 MiB" "$(verdict_of "$later" 18)"
  docker rm --force --volumes "$member" > /dev/null
}

processor_ticks() { # PID: prints user and system time of this process, without its children
  awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"
}

# Measures the sampler and the kubelet's three probes every 10 s, on an idle member.
idle_cpu() {
  local member address pid before after path round rounds=9 percent
  member=$(start_members 1)
  until_ready "$member"
  address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$member")
  pid=$(docker inspect --format '{{.State.Pid}}' "$member")
  # The work of the start is over when the sampler has its slow interval.
  sleep 15
  before=$(processor_ticks "$pid")
  for ((round = 0; round < rounds; round++)); do
    for path in startupz livez readyz; do
      exec 3<> "/dev/tcp/$address/9141" && printf 'GET /%s HTTP/1.0\r\n\r\n' "$path" >&3 && cat <&3 > /dev/null
      exec 3>&-
    done
    sleep 10
  done
  after=$(processor_ticks "$pid")
  percent=$(awk -v ticks=$((after - before)) -v hertz="$(getconf CLK_TCK)" -v seconds=$((rounds * 10)) 'BEGIN { printf "%.2f", 100 * ticks / hertz / seconds }')
  row "agent CPU, idle for $((rounds * 10)) s with three probes every 10 s" "–" "$percent % of a core" "< 0.2 %" "$(verdict_of "$percent" 0.199)"
  docker rm --force --volumes "$member" > /dev/null
}

# Compares a scrape whose sample has expired, so that the agent queries ZooKeeper again, with this query alone.
scrape() {
  local member address ours raw scrape50 raw50 scrape99 raw99 ratio percentile
  member=$(start_members 1)
  until_ready "$member"
  address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$member")
  # During the first scrapes the JVM has not compiled its code for mntr yet.
  "$work/expired" "$address" 9141 2181 20 > /dev/null
  read -r scrape50 raw50 scrape99 raw99 < <("$work/expired" "$address" 9141 2181 "$rounds")
  for percentile in "p50 $scrape50 $raw50" "p99 $scrape99 $raw99"; do
    read -r percentile ours raw <<< "$percentile"
    ratio=$(awk -v a="$ours" -v b="$raw" 'BEGIN { printf "%.2f", a / b }')
    row "GET /metrics with an expired sample, $percentile" "a raw mntr exchange" "$ratio ($ours µs / $raw µs)" "≤ 1.5" "$(verdict_of "$ratio" 1.5)"
  done
  docker rm --force --volumes "$member" > /dev/null
}

# Stops the same ZooKeeper with and without the agent, alternately.
stop() {
  local ours=() plain=() member began alone
  for _ in 1 2 3 4 5; do
    member=$(start_members 1)
    until_ready "$member"
    began=$(date +%s%N)
    docker stop --time 30 "$member" > /dev/null
    ours+=("$(seconds_since "$began")")
    docker rm --volumes "$member" > /dev/null

    alone=$(docker run --detach --label "$containers_label=$$" --entrypoint bash --user 0 "$base_image" -c \
      'printf "tickTime=2000\ndataDir=/tmp/d\nclientPort=2181\nadmin.enableServer=false\n" > /tmp/z.cfg && exec /usr/share/zookeeper/bin/zkServer.sh start-foreground /tmp/z.cfg')
    until docker exec "$alone" timeout 1 bash -c 'exec 3<>/dev/tcp/127.0.0.1/2181 && printf srvr >&3 && grep -q Mode <&3' 2> /dev/null; do sleep 0.05; done
    began=$(date +%s%N)
    docker stop --time 30 "$alone" > /dev/null
    plain+=("$(seconds_since "$began")")
    docker rm --volumes "$alone" > /dev/null
  done
  local a b
  a=$(printf '%s\n' "${ours[@]}" | median)
  b=$(printf '%s\n' "${plain[@]}" | median)
  local ratio
  ratio=$(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.2f", a / b }')
  row "\`docker stop\` of a healthy member" "ZooKeeper alone, as PID 1" "$ratio ($a s / $b s)" "≤ 2, and ≤ 2 s" "$(verdict_of "$a" 2)"
}
