#!/bin/sh
# mmdebstrap runs this hook when only the essential packages are installed. $1 is the root directory.
set -eu
root=$1

# Debian's package creates the user zookeeper only if there is none. With this user, its files belong to uid 1000. Volumes of
# ZooKeeper pods have always belonged to this uid.
echo 'zookeeper:x:1000:1000:ZooKeeper:/var/lib/zookeeper:/bin/bash' >> "$root/etc/passwd"
echo 'zookeeper:x:1000:' >> "$root/etc/group"

# ZooKeeper's packages depend on two packages that no server uses. default-jre needs the libraries of a desktop; the headless runtime
# is enough. libjetty9-extra-java needs Spring and Tomcat; the jars that zookeeper.jar names are in libjetty9-java. Empty packages
# replace both. So apt's dependencies are met, also when an image that is built on this one installs more packages.
for name in default-jre libjetty9-extra-java; do
  package=$root/tmp/$name
  mkdir -p "$package/DEBIAN"
  cat > "$package/DEBIAN/control" <<CONTROL
Package: $name
Version: 99:0-zkagent
Architecture: all
Maintainer: ZkAgent <zkagent@localhost>
Description: empty package in place of $name, which a ZooKeeper server does not use
CONTROL
  chmod 0755 "$package" "$package/DEBIAN"
  chroot "$root" dpkg-deb --build --root-owner-group "/tmp/$name" "/tmp/$name.deb" > /dev/null
  chroot "$root" dpkg --install "/tmp/$name.deb" > /dev/null
  rm -r "$package" "$package.deb"
done

# Java's packages create links to manual pages in this directory. Without it they fail, even if manual pages are left out.
mkdir -p "$root/usr/share/man/man1"
