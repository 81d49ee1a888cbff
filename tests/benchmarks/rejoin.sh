# The rows for a member that restarts with a new address: rejoin. Sourced by run.sh after containers.sh, whose functions it uses.
# shellcheck shell=bash disable=SC2154 # run.sh sets image and work.

rejoin_rounds=10

# A host that answers no packets. Its kernel drops each SYN, because the queue of connections is full and no program accepts them.
# shellcheck disable=SC2016 # perl expands $p and @kept.
silent_host='use IO::Socket::INET; my @kept;
for my $p (2181, 2888, 3888, 9141) {
  push @kept, IO::Socket::INET->new(LocalPort => $p, Listen => 1) or die "cannot listen on $p: $!";
  push @kept, IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $p, Blocking => 0) for 1 .. 4;
}
$| = 1; print "silent\n"; sleep;'

# Creates a network with a chosen range, because only there the engine accepts chosen addresses. Prints the range without its last part.
rejoin_network() { # NETWORK
  local prefix
  for _ in {1..20}; do
    prefix=10.$((RANDOM % 50 + 200)).$((RANDOM % 256))
    docker network create --label "$containers_label=$$" --subnet "$prefix.0/24" "$1" > /dev/null 2>&1 && echo "$prefix" && return
  done
  cannot "no free range of addresses for a network"
}

rejoin_member() { # NETWORK ADDRESS ORDINAL [OPTION...]
  local network=$1 address=$2 ordinal=$3
  shift 3
  docker run --detach --label "$containers_label=$$" --hostname "zk-$ordinal" --domainname zk-hs.bench --network "$network" --ip "$address" \
    --network-alias "zk-$ordinal.zk-hs.bench" --env ZK_REPLICAS=3 --env ZK_HEAP_SIZE=96M "$@" "$image"
}

until_it_serves() { # CONTAINER: waits until srvr prints a mode
  until docker exec "$1" timeout 1 bash -c 'exec 3<> /dev/tcp/127.0.0.1/2181 && printf srvr >&3 && grep -q ^Mode: <&3' 2> /dev/null; do sleep 0.05; done
}

# rejoin_times OLD_NAME [OPTION...]: prints the seconds from docker run to serving, one a line. With OLD_NAME=kept the name resolves to the old
# and the new address, as with a DNS that is never updated. With OLD_NAME=gone it resolves to the new address at once.
rejoin_times() {
  local old_name=$1 network prefix ordinal round old silent began member members=()
  shift
  network=zkagent-benchmarks-rejoin-$$
  prefix=$(rejoin_network "$network")
  for ordinal in 0 1 2; do members+=("$(rejoin_member "$network" "$prefix.$((10 + ordinal))" "$ordinal" --volume /var/lib/zookeeper "$@")"); done
  for member in "${members[@]}"; do until_it_serves "$member"; done
  old=$prefix.10
  for ((round = 0; round < rejoin_rounds; round++)); do
    docker kill "${members[0]}" > /dev/null
    local alias=()
    [[ $old_name == gone ]] || alias=(--network-alias zk-0.zk-hs.bench)
    silent=$(docker run --detach --label "$containers_label=$$" --network "$network" --ip "$old" "${alias[@]}" --user 0 --entrypoint perl "$image" -e "$silent_host")
    until [[ $(docker logs "$silent" 2>&1) == *silent* ]]; do sleep 0.05; done
    old=$prefix.$((20 + round))
    began=$(date +%s%N)
    member=$(rejoin_member "$network" "$old" 0 --volumes-from "${members[0]}" "$@")
    until_it_serves "$member"
    seconds_since "$began"
    echo
    # Keeps the volume, because the new member uses it.
    docker rm --force "$silent" "${members[0]}" > /dev/null
    members[0]=$member
  done
  docker rm --force --volumes "${members[@]}" > /dev/null
  docker network rm "$network" > /dev/null
}

rejoin_row() { # WHAT AGAINST OLD_NAME GOAL_MEDIAN GOAL_WORST [OPTION of the other...]; a goal of 0: none
  local what=$1 against=$2 old_name=$3 goal=$4 goal_worst=$5 goals=– ours theirs a b worst verdict load
  shift 5
  ours=$(rejoin_times "$old_name")
  load=$(cut -d ' ' -f 1 /proc/loadavg)
  theirs=$(rejoin_times "$old_name" "$@")
  a=$(median <<< "$ours")
  b=$(median <<< "$theirs")
  worst=$(sort -n <<< "$ours" | tail -n 1)
  verdict=met
  if ((goal > 0)); then
    goals="≤ $goal s, worst ≤ $goal_worst s"
    verdict=$(verdict_of "$a" "$goal")
    [[ $verdict == missed ]] || verdict=$(verdict_of "$worst" "$goal_worst")
  fi
  row "$what: \`docker run\` to serving, median of $rejoin_rounds, load average $load" "$against" \
    "$(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.2f", a / b }') ($a s, worst $worst s / $b s, worst $(sort -n <<< "$theirs" | tail -n 1) s)" "$goals" "$verdict"
}

rejoin() {
  rejoin_row "a member returns under a new address, its old one drops packets" "addresses cached for 5 s and \`cnxTimeout=5000\`" gone 4 6 \
    --env ZK_CFG_cnxTimeout=5000 --env SERVER_JVMFLAGS=-Dsun.net.inetaddr.ttl=5
  rejoin_row "the same while the name has the old address as well, for ever" "\`cnxTimeout=5000\`" kept 0 0 --env ZK_CFG_cnxTimeout=5000
}
