#!/usr/bin/env bash
# backup.sh [IMAGE] [CLIENT_IMAGE] [ROUNDS] [SECONDS]: the latency of writes with a backup running and without one, in rounds that
# alternate, and the agent's memory. Three members on this machine; the backups are made on a follower, one after the other, at 20 MB/s.
# Prints a Markdown table. Before the rounds, the tree gets 100 MB, so that a copy takes seconds. tests/e2e/client/image.sh makes CLIENT_IMAGE.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
image=${1:-zkagent/zookeeper:test} client=${2:-zkagent/e2e-client:test} rounds=${3:-6} seconds=${4:-30}
domain=zk-hs.bench.svc.cluster.local
network=$(docker network create "zkagent-backup-$$")
backups=$(docker volume create)
members=() writer=""
cleanup() { docker rm --force --volumes ${members[@]+"${members[@]}"} ${writer:+"$writer"} > /dev/null 2>&1; docker volume rm "$backups" > /dev/null; docker network rm "$network" > /dev/null; }
trap cleanup EXIT

docker run --rm --user 0 --entrypoint chown --volume "$backups:/backup" "$image" 1000:1000 /backup
for ordinal in 0 1 2; do
  members+=("$(docker run --detach --hostname "zk-$ordinal" --domainname "$domain" --network "$network" --network-alias "zk-$ordinal.$domain" \
    --volume /var/lib/zookeeper --volume "$backups:/backup" --env ZK_REPLICAS=3 --env ZK_HEAP_SIZE=400M --env ZK_BACKUP_RATE=20MB/s "$image")")
done
for member in "${members[@]}"; do timeout 120 bash -c "until docker exec $member zkagent probe ready > /dev/null 2>&1; do sleep 0.2; done"; done
follower=$(for member in "${members[@]}"; do if [[ $(docker exec "$member" zkagent metrics) == *zk_server_state$'\t'follower* ]]; then echo "$member"; break; fi; done)
hosts=$(for ordinal in 0 1 2; do printf 'zk-%s.%s:2181,' "$ordinal" "$domain"; done)

coproc CLIENT { docker run --rm --interactive --network "$network" --volume "$here/write-latency.py:/write-latency.py:ro" --entrypoint python3 "$client" /write-latency.py "${hosts%,}" "$((2 * rounds))" "$seconds"; }
without=() with=() copies=0
for _ in $(seq "$rounds"); do
  echo go >&"${CLIENT[1]}"; read -r _ p99 count <&"${CLIENT[0]}"; without+=("$p99")
  docker exec "$follower" bash -c 'while true; do zkagent backup --to /backup > /dev/null 2>&1 && echo made; done' > "/tmp/zkagent-copies-$$" & loop=$!
  echo go >&"${CLIENT[1]}"; read -r _ p99 busy <&"${CLIENT[0]}"; with+=("$p99")
  # The loop runs in the container: the client of the engine alone can be ended here.
  docker exec "$follower" bash -c 'for p in /proc/[0-9]*; do if tr "\0" " " < $p/cmdline 2> /dev/null | grep "while true; do zkagent" > /dev/null; then kill "${p#/proc/}" 2> /dev/null; fi; done' || true
  wait "$loop" || true
  copies=$((copies + $(wc -l < "/tmp/zkagent-copies-$$")))
done
rm -f "/tmp/zkagent-copies-$$"
if [[ $copies == 0 ]]; then echo "cannot measure: no backup ended within $seconds s; give more seconds" >&2; exit 1; fi
median() { printf '%s\n' "$@" | sort --numeric-sort | sed -n "$((($# + 1) / 2))p"; }
slow=$(median "${without[@]}") slower=$(median "${with[@]}")
echo "| writes, 99th percentile, median of $rounds rounds of $seconds s | ms |"
echo "| --- | --- |"
echo "| without a backup | $slow |"
echo "| while backups are made ($copies of them) | $slower |"
echo "| ratio | $(awk -v a="$slower" -v b="$slow" 'BEGIN { printf "%.2f", a / b }') |"
echo "(writes in the last rounds: $count and $busy)"
