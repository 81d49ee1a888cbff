# Runs inside a container: starts the real ZooKeeper on each volume under /table/cases, as a quorum of one, and says what it did.
# A line a volume: its name, then "ends" or "serves N" with the number of znodes, or "neither" where it did not make up its mind in time.
word() { timeout 2 bash -c 'exec 3<>/dev/tcp/127.0.0.1/2181 && printf srvr >&3 && cat <&3' 2>/dev/null; }

outcome() { # outcome PID
  local answer
  for _ in $(seq 1 300); do
    kill -0 "$1" 2>/dev/null || { echo ends; return; }
    answer=$(word)
    case $answer in *"Node count: "*) answer=${answer##*Node count: }; echo "serves ${answer%%[!0-9]*}"; return ;; esac
    sleep 0.1
  done
  echo neither
}

for case in /table/cases/*; do
  data=/tmp/${case##*/}
  cp -r "$case" "$data"
  echo 1 >"$data/myid"
  # The marker says that an empty database may vote: a poisoned epoch shows only then. Without it an empty one says nothing at all.
  touch "$data/initialize"
  printf '%s\n' tickTime=500 initLimit=10 syncLimit=5 "dataDir=$data" admin.enableServer=false standaloneEnabled=false preAllocSize=16 \
    'server.1=localhost:2888:3888;2181' >"$data/zoo.cfg"
  java -Xmx96m -XX:TieredStopAtLevel=1 -cp /usr/share/java/zookeeper-jute.jar:/usr/share/java/zookeeper.jar \
    org.apache.zookeeper.server.quorum.QuorumPeerMain "$data/zoo.cfg" >/dev/null 2>&1 &
  echo "${case##*/}: $(outcome $!)"
  # bash reports a killed job on stderr as soon as it notices, which may be before wait.
  { kill -KILL $!; wait $!; } 2>/dev/null
done
