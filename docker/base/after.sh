#!/bin/sh
# Runs (as mmdebstrap's hook) on the root directory $1 when all packages are installed. $2 is where this script lies, $3 is
# the class path of the logging backend.
set -eu
root=$1
here=$2
logging=$3

mkdir "$root/etc/zookeeper/conf_zkagent"
install -m 0644 "$here/environment" "$here"/*.xml "$here"/*.properties "$root/etc/zookeeper/conf_zkagent/"
chroot "$root" update-alternatives --quiet --install /etc/zookeeper/conf zookeeper-conf /etc/zookeeper/conf_zkagent 50
echo "$logging" > "$root/usr/share/zookeeper/logging.classpath"

# Debian's myid links to a text that is no number; the agent writes the real one into the data directory.
rm -f "$root/var/lib/zookeeper/myid"
install -d -m 0775 -o 1000 -g 1000 "$root/var/lib/zookeeper" "$root/var/lib/zookeeper/data" "$root/var/lib/zookeeper/log" \
  "$root/var/log/zookeeper" "$root/opt/zookeeper" "$root/opt/zookeeper/conf" "$root/opt/zookeeper/bin"
for script in zkServer.sh zkCli.sh zkCleanup.sh zkEnv.sh; do
  ln -s "/usr/share/zookeeper/bin/$script" "$root/opt/zookeeper/bin/$script"
done

# Traces of the making: a machine id shared by all containers, logs, caches, apt's settings for this one run.
rm -rf "$root"/var/log/*.log "$root"/var/log/apt "$root"/var/cache/debconf/*-old "$root"/var/lib/dpkg/*-old \
  "$root/etc/apt/apt.conf.d/99mmdebstrap"
: > "$root/etc/machine-id"
