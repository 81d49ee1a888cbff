#!/bin/sh
# Runs as root inside the image that docker/Dockerfile builds: checks that the agent can work there, and prepares its places.
set -eu

if ! /usr/local/bin/zkagent help > /dev/null; then
  echo "cannot run zkagent in this image: it needs the GNU C library 2.31 or later; choose a ZOOKEEPER_IMAGE that is not Alpine and not older than Debian 11" >&2
  exit 1
fi

# Old manifests start with `sh -c "zkGenConfig.sh && zkServer.sh start-foreground"`. bash replaces itself by the last command,
# so that the agent gets the kubelet's SIGTERM; dash stays and swallows it.
if [ -x /bin/bash ]; then
  ln -sfn bash /bin/sh
elif bash=$(command -v bash); then
  ln -sfn "$bash" /bin/sh
else
  echo "cannot make /bin/sh a bash: this image has none; install bash in the ZOOKEEPER_IMAGE first" >&2
  exit 1
fi

for name in zkGenConfig.sh zkOk.sh zkMetrics.sh zkServer.sh start-zookeeper zookeeper-ready zookeeper-metrics; do
  ln -sfn zkagent "/usr/local/bin/$name"
done

# The default places. The directories themselves only: what a base image has in them stays as it is.
for directory in /var/lib/zookeeper /var/lib/zookeeper/data /var/lib/zookeeper/log /var/log/zookeeper /opt/zookeeper/conf; do
  mkdir -p "$directory"
  chown 1000:1000 "$directory"
  chmod 0775 "$directory"
done

# Without the archive ZooKeeper starts as well, and needs more processor time for it.
log=$(mktemp)
if /usr/local/bin/zkagent archive-classes > "$log" 2>&1; then
  tail -n 1 "$log"
else
  cat "$log"
fi
# What Java leaves behind.
rm -rf "$log" /tmp/hsperfdata_root
