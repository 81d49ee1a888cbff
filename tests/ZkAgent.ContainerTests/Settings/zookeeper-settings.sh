# Runs inside a container: starts the real ZooKeeper with the lines of each file under /table/cases added to a zoo.cfg that works, four at a time,
# and says what it did. A file whose name begins with "alone" gets a standalone server, any other one a quorum of one; all end in two digits.
# A line a file: its name, then "ends", or "serves" where a client got a session, or "serves no client" where it did not in time.
if [ $# = 0 ]; then
  ls /table/cases | xargs -P 4 -n 1 bash "$0"
  exit
fi

name=$1
port=$((20000 + 10#${name: -2} * 10))
data=/tmp/$name

# Without NUL, which bash would drop from a substitution with a warning.
srvr() { timeout 2 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port && printf srvr >&3 && cat <&3" 2>/dev/null | tr -d '\0'; }

# A ConnectRequest: version 0, no zxid, 10 s, no session and an empty password of 16 bytes. The answer to it is 41 bytes.
session() {
  timeout 3 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port || exit
    printf '\0\0\0\x2d\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x27\x10\0\0\0\0\0\0\0\0\0\0\0\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >&3
    head -c 41 <&3 | wc -c" 2>/dev/null
}

outcome() { # outcome PID
  local end=$((SECONDS + 20))
  while [ $SECONDS -lt $end ]; do
    kill -0 "$1" 2>/dev/null || { echo ends; return; }
    case $(srvr) in *"Mode: "*)
      [ "$(session)" = 41 ] && { echo serves; return; } ;;
    esac
    sleep 0.1
  done
  echo "serves no client"
}

mkdir -p "$data"
{
  printf '%s\n' tickTime=500 initLimit=10 syncLimit=5 "dataDir=$data" clientPort=$port admin.enableServer=false admin.serverPort=$((port + 3)) preAllocSize=16
  if [ "${name#alone}" = "$name" ]; then
    printf '%s\n' standaloneEnabled=false "server.1=127.0.0.1:$((port + 1)):$((port + 2));$port"
    echo 1 >"$data/myid"
  fi
  # Of two lines with one key the later counts.
  cat "/table/cases/$name"
} >"$data/zoo.cfg"
java -Xmx96m -XX:TieredStopAtLevel=1 -cp /usr/share/java/zookeeper-jute.jar:/usr/share/java/zookeeper.jar:/usr/share/java/servlet-api.jar \
  org.apache.zookeeper.server.quorum.QuorumPeerMain "$data/zoo.cfg" >/dev/null 2>&1 &
echo "$name: $(outcome $!)"
kill -KILL $! 2>/dev/null
wait $! 2>/dev/null
exit 0
