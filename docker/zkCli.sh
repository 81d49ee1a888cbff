#!/bin/bash
# zkCli.sh that logs in as ZOO_CLIENT_USER, as in Bitnami's image. Without this variable it is the real script and nothing else.
# ZOO_CLIENT_PASSWORD or ZOO_CLIENT_PASSWORD_FILE has the password. A JAAS file of yours in the JVM's flags wins.
set -eu

real=
for each in $(type -ap zkCli.sh) /opt/zookeeper/bin/zkCli.sh; do
  if [ -x "$each" ] && ! [ "$each" -ef "${BASH_SOURCE[0]}" ]; then real=$each; break; fi
done
if [ -z "$real" ]; then echo "cannot find ZooKeeper's zkCli.sh: expected it on PATH or in /opt/zookeeper/bin" >&2; exit 69; fi

if [ -z "${ZOO_CLIENT_USER:-}" ] || [[ " ${CLIENT_JVMFLAGS:-} ${JVMFLAGS:-} " == *java.security.auth.login.config* ]]; then exec "$real" "$@"; fi

password=${ZOO_CLIENT_PASSWORD:-}
if [ -z "$password" ] && [ -n "${ZOO_CLIENT_PASSWORD_FILE:-}" ]; then password=$(cat "$ZOO_CLIENT_PASSWORD_FILE"); fi
# Java replaces ${name}, and the file has no escape for that; a property stands for the dollar sign.
password=${password//\\/\\\\}
password=${password//\"/\\\"}
password=${password//\$\{/\$\{zkagent.dollar\}\{}
umask 077
jaas=$(mktemp)
trap 'rm -f "$jaas"' EXIT
cat > "$jaas" << JAAS
Client {
  org.apache.zookeeper.server.auth.DigestLoginModule required
  username="$ZOO_CLIENT_USER" password="$password";
};
JAAS
# Since 3.9.4 a client in FIPS mode has no DIGEST-MD5.
export CLIENT_JVMFLAGS="-Djava.security.auth.login.config=$jaas -Dzkagent.dollar=\$ -Dzookeeper.fips-mode=false ${CLIENT_JVMFLAGS:-}"
code=0
"$real" "$@" || code=$?
exit $code
