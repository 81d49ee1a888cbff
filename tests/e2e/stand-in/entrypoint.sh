#!/bin/bash
# Writes zoo.cfg, myid and the JAAS file from Bitnami's variables, and runs its arguments. It knows the variables that the scenarios use.
set -euo pipefail
conf=/opt/bitnami/zookeeper/conf data=/bitnami/zookeeper/data
mkdir -p "$data"
[ -f "$data/myid" ] || echo "${ZOO_SERVER_ID:-1}" > "$data/myid"

flag() { [[ ${1,,} =~ ^(yes|true|1)$ ]]; }
list() { tr ',;' '  ' <<< "$1"; }

{
  echo "dataDir=$data"
  if [ -n "${ZOO_DATA_LOG_DIR:-}" ]; then echo "dataLogDir=$ZOO_DATA_LOG_DIR"; fi
  echo "clientPort=${ZOO_PORT_NUMBER:-2181}"
  echo "tickTime=${ZOO_TICK_TIME:-2000}"
  echo "initLimit=${ZOO_INIT_LIMIT:-10}"
  echo "syncLimit=${ZOO_SYNC_LIMIT:-5}"
  echo "maxClientCnxns=${ZOO_MAX_CLIENT_CNXNS:-60}"
  echo "maxSessionTimeout=${ZOO_MAX_SESSION_TIMEOUT:-40000}"
  echo "autopurge.purgeInterval=${ZOO_AUTOPURGE_INTERVAL:-0}"
  echo "autopurge.snapRetainCount=${ZOO_AUTOPURGE_RETAIN_COUNT:-3}"
  echo "4lw.commands.whitelist=${ZOO_4LW_COMMANDS_WHITELIST:-srvr, mntr}"
  echo "admin.enableServer=false"
  for server in $(list "${ZOO_SERVERS:-}"); do
    echo "server.${server##*::}=${server%::*};${ZOO_PORT_NUMBER:-2181}"
  done
  if flag "${ZOO_ENABLE_AUTH:-no}"; then
    echo "authProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider"
    echo "sessionRequireClientSASLAuth=true"
  fi
  if flag "${ZOO_ENABLE_QUORUM_AUTH:-no}"; then
    printf '%s=true\n' quorum.auth.enableSasl quorum.auth.learnerRequireSasl quorum.auth.serverRequireSasl
    echo "quorum.auth.learner.saslLoginContext=QuorumLearner"
    echo "quorum.auth.server.saslLoginContext=QuorumServer"
  fi
} > "$conf/zoo.cfg"

module=org.apache.zookeeper.server.auth.DigestLoginModule
# users NAMES PASSWORDS: the lines of a JAAS section with several users.
users() {
  local names passwords n
  read -ra names <<< "$(list "$1")"
  read -ra passwords <<< "$(list "$2")"
  for n in "${!names[@]}"; do printf ' user_%s="%s"' "${names[n]}" "${passwords[n]}"; done
}
{
  if flag "${ZOO_ENABLE_AUTH:-no}"; then
    printf 'Client { %s required username="%s" password="%s"; };\n' $module "$ZOO_CLIENT_USER" "$ZOO_CLIENT_PASSWORD"
    printf 'Server { %s required%s; };\n' $module "$(users "$ZOO_SERVER_USERS" "$ZOO_SERVER_PASSWORDS")"
  fi
  if flag "${ZOO_ENABLE_QUORUM_AUTH:-no}"; then
    printf 'QuorumLearner { %s required username="%s" password="%s"; };\n' $module "$ZOO_QUORUM_LEARNER_USER" "$ZOO_QUORUM_LEARNER_PASSWORD"
    printf 'QuorumServer { %s required%s; };\n' $module "$(users "$ZOO_QUORUM_SERVER_USERS" "$ZOO_QUORUM_SERVER_PASSWORDS")"
  fi
} > "$conf/zoo_jaas.conf"
export ZOOCFGDIR=$conf ZOO_LOG_DIR=/opt/bitnami/zookeeper/logs
export SERVER_JVMFLAGS="-Xmx${ZOO_HEAP_SIZE:-1024}m -Dzookeeper.fips-mode=false ${SERVER_JVMFLAGS:-}"
if [ -s "$conf/zoo_jaas.conf" ]; then SERVER_JVMFLAGS+=" -Djava.security.auth.login.config=$conf/zoo_jaas.conf"; fi
exec "$@"
