# Rows for ZooKeeper's start: start_cpu, start_wall. Sourced by run.sh after containers.sh, whose functions they use.
# shellcheck shell=bash disable=SC2154 # run.sh sets image, base_image and work.

start_rounds=9

# With these options the agent starts ZooKeeper as zkServer.sh does: with a JMX agent, without a class archive.
as_the_script=(--env JMXDISABLE=false --env JVMFLAGS=-Xshare:auto)

start_one() { # [OPTION...] IMAGE: starts a standalone member with the agent; options of docker run
  docker run --detach --label "$containers_label=$$" --hostname zk-0 --env ZK_REPLICAS=1 --env ZK_HEAP_SIZE=1000M "$@"
}

start_script() { # starts the script alone, with its default heap
  docker run --detach --label "$containers_label=$$" --entrypoint bash "$base_image" -c \
    'printf "tickTime=2000\ndataDir=/tmp/d\nclientPort=2181\nadmin.enableServer=false\n" > /tmp/z.cfg
     printf "4lw.commands.whitelist=ruok\n" >> /tmp/z.cfg && exec /usr/share/zookeeper/bin/zkServer.sh start-foreground /tmp/z.cfg'
}

# Prints the process of java, which was the script before: the container's first process, or a child of the agent.
zookeeper_pid() { # PID of the container's first process
  local child
  while read -r -d ' ' child; do
    case $(< "/proc/$child/comm") in java | bash | zkServer.sh) echo "$child" && return ;; esac
  done < <(cat /proc/"$1"/task/*/children)
  echo "$1"
}

# Prints the file with the processor time of all processes in the container, including the agent.
usage_file() { # PID
  local group
  group=$(sed -n 's/^[0-9]*:[^:]*cpuacct[^:]*:\(.*\)$/\1/p' "/proc/$1/cgroup")
  if [[ -n $group ]]; then
    echo "/sys/fs/cgroup/cpuacct$group/cpuacct.usage"
  else
    echo "/sys/fs/cgroup$(sed -n 's/^0::\(.*\)$/\1/p' "/proc/$1/cgroup")/cpu.stat"
  fi
}

# at_imok CONTAINER: waits for imok, and prints the processor time until then in milliseconds: of ZooKeeper with its script, and of the
# container. It sends ruok from the host, and starts no program between the answer and the reading, because neither may count.
at_imok() {
  local first address usage stat all
  read -r first address < <(docker inspect --format '{{.State.Pid}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$1")
  usage=$(usage_file "$first")
  until (exec 3<> "/dev/tcp/$address/2181" && printf ruok >&3 && read -r -t 1 -N 4 <&3 && [[ $REPLY == imok ]]) 2> /dev/null; do sleep 0.005; done
  all=$(< "$usage")
  stat=$(< "/proc/$(zookeeper_pid "$first")/stat")
  # User and system time, with that of children that have ended: the script's sed, grep and the like.
  awk -v hz="$(getconf CLK_TCK)" -v stat="${stat##*) }" -v all="$all" 'BEGIN {
    split(stat, field, " ")
    if (all ~ /usage_usec/) { split(all, usage, /[ \n]/); all = usage[2] * 1000 }
    print (field[12] + field[13] + field[14] + field[15]) * 1000 / hz, all / 1000000
  }'
}

start_cpu() {
  local round way container one whole ratio figures
  for ((round = 0; round < start_rounds; round++)); do
    for way in script ours; do
      if [[ $way == script ]]; then container=$(start_script); else container=$(start_one "$image"); fi
      read -r one whole < <(at_imok "$container")
      echo "$one" >> "$work/$way.zookeeper"
      echo "$whole" >> "$work/$way.container"
      docker rm --force --volumes "$container" > /dev/null
    done
  done
  for way in zookeeper container; do
    read -r ratio figures < <(awk -v a="$(median < "$work/ours.$way")" -v b="$(median < "$work/script.$way")" \
      'BEGIN { printf "%.2f (%.2f s / %.2f s)\n", a / b, a / 1000, b / 1000 }')
    if [[ $way == zookeeper ]]; then
      row "CPU of ZooKeeper's start until \`imok\`" "\`zkServer.sh start-foreground\`" "$ratio $figures" "≤ 0.45" "$(verdict_of "$ratio" 0.45)"
    else
      row "the same, the agent's own with it" "\`zkServer.sh start-foreground\`" "$ratio $figures" "–" met
    fi
  done
}

start_wall() {
  local round way began members ours script ratio
  for ((round = 0; round < 3; round++)); do
    for way in script ours; do
      began=$(date +%s%N)
      if [[ $way == script ]]; then members=$(start_members 3 "${as_the_script[@]}"); else members=$(start_members 3); fi
      # shellcheck disable=SC2086 # one id a line
      until_ready $members
      seconds_since "$began" >> "$work/$way.wall"
      echo >> "$work/$way.wall"
      # shellcheck disable=SC2086
      docker rm --force --volumes $members > /dev/null
    done
  done
  script=$(median < "$work/script.wall") ours=$(median < "$work/ours.wall")
  ratio=$(awk -v a="$ours" -v b="$script" 'BEGIN { printf "%.2f", a / b }')
  row "three fresh members, from \`docker run\` to all ready" "the same with the script's JMX agent and without a class archive" "$ratio ($ours s / $script s)" "–" met
}
