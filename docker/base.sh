#!/usr/bin/env bash
# base.sh [--newest] [SUITE] [ARCH]: makes the image zkagent/zookeeper-base:SUITE with ZooKeeper and a headless Java from one Debian
# suite. For arm64, its name is zkagent/zookeeper-base:SUITE-arm64. It pulls no image. The image itself is the cache: it is made again
# only when this recipe changes or the image was removed, and with --newest also when the mirror has newer packages.
# The same recipe and the same packages give the same bytes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/engine.sh"
. "$here/emulation.sh"
. "$here/mirror.sh"

newest=false
if [ "${1:-}" = --newest ]; then
  newest=true
  shift
fi
suite=${1:-sid}
arch=${2:-amd64}
mirror=$(debian_mirror) || exit 1
image=zkagent/zookeeper-base:$suite$([ "$arch" = amd64 ] || echo "-$arch")

# The logging backend must fit slf4j 1.7, which ZooKeeper's jars use. Up to trixie this is logback 1.2. Sid's logback needs slf4j 2,
# and two versions of slf4j would be on one class path. Sid's reload4j fits slf4j 1.7.
jars=/usr/share/java
case $suite in
  bookworm) java=17 logging=$jars/logback-classic.jar:$jars/logback-core.jar backend=liblogback-java ;;
  trixie) java=21 logging=$jars/logback-classic.jar:$jars/logback-core.jar backend=liblogback-java ;;
  sid) java=21 logging=$jars/slf4j-reload4j.jar:$jars/reload4j.jar backend=libreload4j-java ;;
  *)
    echo "cannot make a base image of \"$suite\": expected one of the suites bookworm (ZooKeeper 3.8.0), trixie (3.9.3), sid (3.9.6)" >&2
    exit 64
    ;;
esac

sources=("deb $mirror $suite main")
if [ "$suite" != sid ]; then
  sources+=("deb $mirror $suite-updates main" "deb ${mirror%/debian}/debian-security $suite-security main")
fi

require_engine
recipe=$(cat "$here/base.sh" "$here"/base/* <(printf '%s\n' "$arch" "${sources[@]}") | sha256sum | cut -c1-16)
label() { docker image inspect --format "{{index .Config.Labels \"$1\"}}" "$image" 2> /dev/null || true; }
if [ "$(label zkagent.recipe)" = "$recipe" ] && { [ $newest = false ] || [ "$(label zkagent.packages)" = "$(archive_time "${sources[@]}")" ]; }; then
  echo "$image is up to date"
  exit 0
fi
require_tools mmdebstrap
require_emulation "$arch"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/mmdebstrap.log

echo "Making $image from Debian packages (Java $java), about a minute; several minutes where another processor is emulated"
# Files that the installation writes get the time of the lists of packages. No package in them is newer.
SOURCE_DATE_EPOCH=$(archive_time "${sources[@]}")
export SOURCE_DATE_EPOCH
mapfile -t keyring < <(debian_keyring)
# Scripts in manifests of other images call what the last three packages have. Leaves out documentation and translations, as Debian's
# slim images do. Accepts a mirror whose lists have expired; apt still checks their signatures.
mmdebstrap --variant=minbase --architectures="$arch" --include="zookeeper,openjdk-$java-jre-headless,$backend,openssl,netcat-openbsd,hostname" \
  "${keyring[@]}" --aptopt='Acquire::Check-Valid-Until "false"' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/lintian/*' \
  --dpkgopt='path-exclude=/usr/share/maven-repo/*' \
  --essential-hook="$here/base/before.sh \"\$1\"" \
  --customize-hook="$here/base/after.sh \"\$1\" '$here/base' '$logging'" \
  "$suite" "$work/root.tar" "${sources[@]}" > "$log" 2>&1 || {
  tail -n 15 "$log" >&2
  echo "cannot make $image: mmdebstrap failed with the lines above; check that $mirror is reachable, or set ZKAGENT_DEBIAN_MIRROR to another mirror" >&2
  exit 1
}

old=$(docker image inspect --format '{{.Id}}' "$image" 2> /dev/null || true)
docker import \
  --change "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/zookeeper/bin" \
  --change "ENV JAVA_HOME=/usr/lib/jvm/java-$java-openjdk-$arch" \
  --change "LABEL zkagent.recipe=$recipe zkagent.packages=$SOURCE_DATE_EPOCH" \
  --change "USER 1000:1000" \
  --change "WORKDIR /var/lib/zookeeper" \
  --change 'CMD ["/opt/zookeeper/bin/zkServer.sh", "start-foreground"]' \
  "$work/root.tar" "$image" > /dev/null
# Docker keeps the old image if another image is built on it.
if [ -n "$old" ]; then docker image rm "$old" > /dev/null 2>&1 || true; fi
docker image inspect --format "Made $image, {{.Size}} bytes" "$image"
