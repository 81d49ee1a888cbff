#!/bin/sh
# docker/Dockerfile runs this as root inside the image. It checks that the agent can run there, links the names by which manifests of
# other images start it, and prepares their directories.
set -eu

if ! /usr/local/bin/zkagent help > /dev/null; then
  echo "cannot run zkagent in this image: it needs the GNU C library 2.31 or later; choose a ZOOKEEPER_IMAGE that is not Alpine and not older than Debian 11" >&2
  exit 1
fi

# Old manifests start with `sh -c "zkGenConfig.sh && zkServer.sh start-foreground"`. bash replaces itself with the last command, so
# the agent gets the kubelet's SIGTERM. dash stays PID 1 and ignores the signal. Some manifests call /bin/bash itself.
if [ -x /bin/bash ]; then
  ln -sfn bash /bin/sh
elif bash=$(command -v bash); then
  ln -sfn "$bash" /bin/sh
  ln -sfn "$bash" /bin/bash
else
  echo "cannot link /bin/sh to bash: this image has no bash; install bash in the ZOOKEEPER_IMAGE first" >&2
  exit 1
fi

# Scripts in manifests of other images call these tools. zkagent itself does not, so a missing one is only reported.
for tool in openssl keytool nc hostname; do
  if ! command -v "$tool" > /dev/null; then
    echo "warning: this image has no $tool, which scripts of the Bitnami chart call; install it in the ZOOKEEPER_IMAGE if your manifests need it" >&2
  fi
done

# The names of k8szk, of the Kubernetes tutorial, and of the pravega operator.
for name in zkGenConfig.sh zkOk.sh zkMetrics.sh zkServer.sh start-zookeeper zookeeper-ready zookeeper-metrics \
  zookeeperStart.sh zookeeperReady.sh zookeeperLive.sh zookeeperTeardown.sh; do
  ln -sfn zkagent "/usr/local/bin/$name"
done
# Those of Bitnami, Confluent and the official image.
bitnami=/opt/bitnami/scripts/zookeeper
for path in /entrypoint.sh /run.sh $bitnami/entrypoint.sh $bitnami/run.sh $bitnami/setup.sh $bitnami/healthcheck.sh \
  /opt/bitnami/zookeeper/bin/zkServer.sh /etc/confluent/docker/run /docker-entrypoint.sh; do
  mkdir -p "$(dirname "$path")"
  ln -sfn /usr/local/bin/zkagent "$path"
done
# In /usr/local/bin, zkCli.sh logs in where Bitnami's variables name a user, and calls the real one.
ln -sfn /usr/local/bin/zkCli.sh /opt/bitnami/zookeeper/bin/zkCli.sh

# directories OWNER DIRECTORY...: makes directories that OWNER and the group 0 can write to. OpenShift runs containers with any uid and
# the group 0. Only the directories' own owner and mode change; files of the base image in them stay as they are.
directories() {
  owner=$1
  shift
  for directory in "$@"; do
    mkdir -p "$directory"
    chown "$owner:0" "$directory"
    chmod 0775 "$directory"
  done
}
# Ours (Confluent's are the same), the official image's, and Bitnami's, whose containers run as 1001.
directories 1000 /var/lib/zookeeper /var/lib/zookeeper/data /var/lib/zookeeper/log /var/log/zookeeper /opt/zookeeper/conf
directories 1000 /conf /data /datalog /logs
directories 1001 /bitnami/zookeeper /bitnami/zookeeper/data
directories 1001 /opt/bitnami/zookeeper/conf /opt/bitnami/zookeeper/config/certs /opt/bitnami/zookeeper/logs

# ZooKeeper also starts without the archive, but needs more processor time. So a failure here is only reported.
log=$(mktemp)
if /usr/local/bin/zkagent archive-classes > "$log" 2>&1; then
  tail -n 1 "$log"
else
  cat "$log"
fi
# Java leaves the second directory.
rm -rf "$log" /tmp/hsperfdata_root
