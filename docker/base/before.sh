#!/bin/sh
# Runs (as mmdebstrap's hook) on the root directory $1 before any package beyond the essential ones is there.
set -eu
root=$1

# Debian's package creates the user zookeeper only if there is none: with this one its files belong to uid 1000, the uid that
# volumes of ZooKeeper pods have belonged to ever since.
echo 'zookeeper:x:1000:1000:ZooKeeper:/var/lib/zookeeper:/bin/bash' >> "$root/etc/passwd"
echo 'zookeeper:x:1000:' >> "$root/etc/group"

# Two packages that ZooKeeper's ask for and no server uses: default-jre brings a desktop's libraries (the headless runtime does
# the work), libjetty9-extra-java brings Spring and Tomcat (the jars that zookeeper.jar names are in libjetty9-java). Empty
# packages stand in, so that apt is content also when an image that is built on this one installs more.
for name in default-jre libjetty9-extra-java; do
  package=$root/tmp/$name
  mkdir -p "$package/DEBIAN"
  cat > "$package/DEBIAN/control" <<CONTROL
Package: $name
Version: 99:0-zkagent
Architecture: all
Maintainer: ZkAgent <zkagent@localhost>
Description: stands in for $name, which a ZooKeeper server does not use
CONTROL
  chmod 0755 "$package" "$package/DEBIAN"
  chroot "$root" dpkg-deb --build --root-owner-group "/tmp/$name" "/tmp/$name.deb" > /dev/null
  chroot "$root" dpkg --install "/tmp/$name.deb" > /dev/null
  rm -r "$package" "$package.deb"
done

# Java's packages link manual pages into it and fail if it is missing, even when manual pages stay out.
mkdir -p "$root/usr/share/man/man1"
