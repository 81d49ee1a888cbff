#!/usr/bin/env bash
# base.sh SUITE: the image zkagent/zookeeper-base:SUITE, ZooKeeper and a headless Java of one Debian suite and nothing that
# has to be pulled. The image itself is the cache: it is made anew only when this recipe changes (or `docker rmi` took it).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/engine.sh"
. "$here/mirror.sh"

suite=${1:-trixie}
mirror=$(debian_mirror) || exit 1
image=zkagent/zookeeper-base:$suite

# A logging backend has to be of the generation that ZooKeeper's jars are bound to: slf4j 1.7. Up to trixie that is logback
# 1.2. Sid's logback wants slf4j 2, two generations on one class path; reload4j is of the right one.
jars=/usr/share/java
case $suite in
  bookworm) java=17 logging=$jars/logback-classic.jar:$jars/logback-core.jar backend=liblogback-java ;;
  trixie) java=21 logging=$jars/logback-classic.jar:$jars/logback-core.jar backend=liblogback-java ;;
  sid) java=21 logging=$jars/slf4j-reload4j.jar:$jars/reload4j.jar backend=libreload4j-java ;;
  *)
    echo "cannot make a base image of \"$suite\": the suites are bookworm (ZooKeeper 3.8.0), trixie (3.9.3) and sid (3.9.6)" >&2
    exit 64
    ;;
esac

sources=("deb $mirror $suite main")
if [ "$suite" != sid ]; then
  sources+=("deb $mirror $suite-updates main" "deb ${mirror%/debian}/debian-security $suite-security main")
fi

require_engine
recipe=$(cat "$here/base.sh" "$here"/base/* <(printf '%s\n' "${sources[@]}") | sha256sum | cut -c1-16)
if [ "$(docker image inspect --format '{{index .Config.Labels "zkagent.recipe"}}' "$image" 2> /dev/null)" = "$recipe" ]; then
  echo "$image is up to date"
  exit 0
fi
require_tools mmdebstrap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/mmdebstrap.log

echo "Making $image from Debian packages (Java $java), about a minute"
# Documentation and translations stay out, as in Debian's slim images. A mirror may be older than the date in its lists
# allows; their signatures are checked all the same.
mmdebstrap --variant=minbase --include="zookeeper,openjdk-$java-jre-headless,$backend" \
  --aptopt='Acquire::Check-Valid-Until "false"' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/lintian/*' \
  --dpkgopt='path-exclude=/usr/share/maven-repo/*' \
  --essential-hook="$here/base/before.sh \"\$1\"" \
  --customize-hook="$here/base/after.sh \"\$1\" '$here/base' '$logging'" \
  "$suite" "$work/root.tar" "${sources[@]}" > "$log" 2>&1 || {
  tail -n 15 "$log" >&2
  echo "cannot make $image: mmdebstrap ended with the lines above; is $mirror reachable (ZKAGENT_DEBIAN_MIRROR names another)?" >&2
  exit 1
}

old=$(docker image inspect --format '{{.Id}}' "$image" 2> /dev/null || true)
docker import \
  --change "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/zookeeper/bin" \
  --change "ENV JAVA_HOME=/usr/lib/jvm/java-$java-openjdk-$(dpkg --print-architecture)" \
  --change "LABEL zkagent.recipe=$recipe" \
  --change "USER 1000:1000" \
  --change "WORKDIR /var/lib/zookeeper" \
  --change 'CMD ["/opt/zookeeper/bin/zkServer.sh", "start-foreground"]' \
  "$work/root.tar" "$image" > /dev/null
# The one that this replaces stays if something is built on it.
if [ -n "$old" ]; then docker image rm "$old" > /dev/null 2>&1 || true; fi
docker image inspect --format "Made $image, {{.Size}} bytes" "$image"
