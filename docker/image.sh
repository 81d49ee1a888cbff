#!/usr/bin/env bash
# image.sh [--arch amd64|arm64] [--no-cache] [TAG] [SUITE]: builds the image from sources and Debian packages: publish.sh, base.sh,
# docker build. --no-cache runs each step of the Dockerfile again.
# An engine records its own processor in each image that it makes. So the record of an image for the other processor is wrong here;
# release.sh writes the right one.
# ZOOKEEPER_IMAGE names another image to build on. Then SUITE is not used.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/engine.sh"
. "$here/emulation.sh"

arch=amd64 options=()
while [[ ${1:-} == --* ]]; do
  case $1 in
    --arch)
      arch=${2:-}
      shift $(($# < 2 ? 0 : 1))
      ;;
    --no-cache) options=(--no-cache) ;;
    *)
      echo "cannot use \"$1\": expected docker/image.sh [--arch amd64|arm64] [--no-cache] [TAG] [SUITE]" >&2
      exit 64
      ;;
  esac
  shift
done
tag=${1:-zkagent/zookeeper:dev}
# ZooKeeper 3.9.6. Debian trixie has 3.9.3, which can lose acknowledged writes (ZOOKEEPER-4925).
suite=${2:-sid}
base=${ZOOKEEPER_IMAGE:-zkagent/zookeeper-base:$suite$([ "$arch" = amd64 ] || echo "-$arch")}

require_engine

# A directory with only the files that the Dockerfile copies. The engine gets nothing else, and uses its cache if they are unchanged.
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
"$here/publish.sh" --arch "$arch" "$context"
if [ -z "${ZOOKEEPER_IMAGE:-}" ]; then "$here/base.sh" "$suite" "$arch"; fi
require_emulation "$arch"
cp "$here/Dockerfile" "$here/image-setup.sh" "$here/zkCli.sh" "$context/"

old=$(docker image inspect --format '{{.Id}}' "$tag" 2> /dev/null || true)
if ! docker build --force-rm ${options[@]+"${options[@]}"} --tag "$tag" --build-arg "ZOOKEEPER_IMAGE=$base" "$context" > "$context/log" 2>&1; then
  tail -n 20 "$context/log" >&2
  echo "cannot build $tag on $base: the last lines of docker build are above" >&2
  exit 1
fi
# What image-setup.sh says of an image that lacks a tool. It is printed only when that step really ran.
sed -n 's/^.*\(warning: this image has no .*\)/\1/p' "$context/log" >&2
# Removes the image that had this name before, unless a container still runs it.
if [ -n "$old" ] && [ "$old" != "$(docker image inspect --format '{{.Id}}' "$tag")" ]; then docker image rm "$old" > /dev/null 2>&1 || true; fi
docker image inspect --format "$tag: {{.Size}} bytes, on $base" "$tag"
