#!/bin/sh
# mmdebstrap runs this hook when all packages are installed. $1 is the root directory, $2 is the directory of this script, $3 is the
# class path of the logging backend.
set -eu
root=$1
here=$2
logging=$3

mkdir "$root/etc/zookeeper/conf_zkagent"
install -m 0644 "$here/environment" "$here"/*.xml "$here"/*.properties "$root/etc/zookeeper/conf_zkagent/"
chroot "$root" update-alternatives --quiet --install /etc/zookeeper/conf zookeeper-conf /etc/zookeeper/conf_zkagent 50
echo "$logging" > "$root/usr/share/zookeeper/logging.classpath"

# Debian's myid is a link to a file without a number. The agent writes the real myid into the data directory.
rm -f "$root/var/lib/zookeeper/myid"
install -d -m 0775 -o 1000 -g 1000 "$root/var/lib/zookeeper" "$root/var/lib/zookeeper/data" "$root/var/lib/zookeeper/log" \
  "$root/var/log/zookeeper" "$root/opt/zookeeper" "$root/opt/zookeeper/conf" "$root/opt/zookeeper/bin"
for script in zkServer.sh zkCli.sh zkCleanup.sh zkEnv.sh; do
  ln -s "/usr/share/zookeeper/bin/$script" "$root/opt/zookeeper/bin/$script"
done

perl "$here/keystore-dates.pl" "$root/etc/ssl/certs/java/cacerts" "$SOURCE_DATE_EPOCH"

# Removes what the build left: logs, caches, apt's settings for this build, and a machine id that all containers would share.
rm -rf "$root"/var/log/*.log "$root"/var/log/apt "$root"/var/cache/debconf/*-old "$root"/var/lib/dpkg/*-old \
  "$root/etc/apt/apt.conf.d/99mmdebstrap"
: > "$root/etc/machine-id"
