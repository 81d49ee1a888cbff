#!/bin/bash
# Writes ZooKeeper's files like the scripts that the agent replaces: it gets names from hostname, and writes each line with echo.
# shellcheck disable=SC2129 # Those scripts open the file for every line.
ZK_CLIENT_PORT=${ZK_CLIENT_PORT:-2181}
ZK_SERVER_PORT=${ZK_SERVER_PORT:-2888}
ZK_ELECTION_PORT=${ZK_ELECTION_PORT:-3888}
ZK_TICK_TIME=${ZK_TICK_TIME:-2000}
ZK_INIT_LIMIT=${ZK_INIT_LIMIT:-10}
ZK_SYNC_LIMIT=${ZK_SYNC_LIMIT:-5}
ZK_MAX_CLIENT_CNXNS=${ZK_MAX_CLIENT_CNXNS:-60}
ZK_MIN_SESSION_TIMEOUT=${ZK_MIN_SESSION_TIMEOUT:-$((ZK_TICK_TIME * 2))}
ZK_MAX_SESSION_TIMEOUT=${ZK_MAX_SESSION_TIMEOUT:-$((ZK_TICK_TIME * 20))}
ZK_SNAP_RETAIN_COUNT=${ZK_SNAP_RETAIN_COUNT:-3}
ZK_PURGE_INTERVAL=${ZK_PURGE_INTERVAL:-12}
ZK_HEAP_SIZE=${ZK_HEAP_SIZE:-1G}
ZK_LOG_LEVEL=${ZK_LOG_LEVEL:-INFO}

host=$(hostname -s)
domain=$(hostname -d)
if [[ $host =~ (.*)-([0-9]+)$ ]]; then
  name=${BASH_REMATCH[1]}
  my_id=$((BASH_REMATCH[2] + 1))
else
  echo "cannot read the ordinal from the host name $host: expected NAME-ORDINAL"
  exit 1
fi

mkdir -p "$ZK_DATA_DIR" "$ZK_DATA_LOG_DIR" "$ZK_LOG_DIR" "$ZK_CONF_DIR"
if [ ! -f "$ZK_DATA_DIR/myid" ]; then
  echo "$my_id" >> "$ZK_DATA_DIR/myid"
fi

cfg=$ZK_CONF_DIR/zoo.cfg
rm -f "$cfg"
echo "clientPort=$ZK_CLIENT_PORT" >> "$cfg"
echo "dataDir=$ZK_DATA_DIR" >> "$cfg"
echo "dataLogDir=$ZK_DATA_LOG_DIR" >> "$cfg"
echo "tickTime=$ZK_TICK_TIME" >> "$cfg"
echo "initLimit=$ZK_INIT_LIMIT" >> "$cfg"
echo "syncLimit=$ZK_SYNC_LIMIT" >> "$cfg"
echo "maxClientCnxns=$ZK_MAX_CLIENT_CNXNS" >> "$cfg"
echo "minSessionTimeout=$ZK_MIN_SESSION_TIMEOUT" >> "$cfg"
echo "maxSessionTimeout=$ZK_MAX_SESSION_TIMEOUT" >> "$cfg"
echo "autopurge.snapRetainCount=$ZK_SNAP_RETAIN_COUNT" >> "$cfg"
echo "autopurge.purgeInterval=$ZK_PURGE_INTERVAL" >> "$cfg"
for ((i = 1; i <= ZK_REPLICAS; i++)); do
  echo "server.$i=$name-$((i - 1)).$domain:$ZK_SERVER_PORT:$ZK_ELECTION_PORT" >> "$cfg"
done

log=$ZK_CONF_DIR/log4j.properties
rm -f "$log"
echo "zookeeper.root.logger=CONSOLE" >> "$log"
echo "zookeeper.console.threshold=$ZK_LOG_LEVEL" >> "$log"
echo "log4j.rootLogger=\${zookeeper.root.logger}" >> "$log"
echo "log4j.appender.CONSOLE=org.apache.log4j.ConsoleAppender" >> "$log"
echo "log4j.appender.CONSOLE.Threshold=\${zookeeper.console.threshold}" >> "$log"
echo "log4j.appender.CONSOLE.layout=org.apache.log4j.PatternLayout" >> "$log"
echo "log4j.appender.CONSOLE.layout.ConversionPattern=%d{ISO8601} - %-5p [%t:%C{1}@%L] - %m%n" >> "$log"

java=$ZK_CONF_DIR/java.env
rm -f "$java"
echo "ZOO_LOG_DIR=$ZK_LOG_DIR" >> "$java"
echo "JVMFLAGS=\"-Xmx$ZK_HEAP_SIZE -Xms$ZK_HEAP_SIZE\"" >> "$java"
