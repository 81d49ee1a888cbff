#!/bin/sh
# docker/Dockerfile runs this as root inside the image. It checks that the agent can run there, and prepares its directories.
set -eu

if ! /usr/local/bin/zkagent help > /dev/null; then
  echo "cannot run zkagent in this image: it needs the GNU C library 2.31 or later; choose a ZOOKEEPER_IMAGE that is not Alpine and not older than Debian 11" >&2
  exit 1
fi

# Old manifests start with `sh -c "zkGenConfig.sh && zkServer.sh start-foreground"`. bash replaces itself with the last command, so
# the agent gets the kubelet's SIGTERM. dash stays PID 1 and ignores the signal.
if [ -x /bin/bash ]; then
  ln -sfn bash /bin/sh
elif bash=$(command -v bash); then
  ln -sfn "$bash" /bin/sh
else
  echo "cannot link /bin/sh to bash: this image has no bash; install bash in the ZOOKEEPER_IMAGE first" >&2
  exit 1
fi

for name in zkGenConfig.sh zkOk.sh zkMetrics.sh zkServer.sh start-zookeeper zookeeper-ready zookeeper-metrics; do
  ln -sfn zkagent "/usr/local/bin/$name"
done

# The default directories. Only their own owner and mode change; files of the base image in them stay as they are.
for directory in /var/lib/zookeeper /var/lib/zookeeper/data /var/lib/zookeeper/log /var/log/zookeeper /opt/zookeeper/conf; do
  mkdir -p "$directory"
  chown 1000:1000 "$directory"
  chmod 0775 "$directory"
done

# ZooKeeper also starts without the archive, but needs more processor time. So a failure here is only reported.
log=$(mktemp)
if /usr/local/bin/zkagent archive-classes > "$log" 2>&1; then
  tail -n 1 "$log"
else
  cat "$log"
fi
# Java leaves the second directory.
rm -rf "$log" /tmp/hsperfdata_root
