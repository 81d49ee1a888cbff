#!/usr/bin/env bash
# image.sh TAG: builds the image with shell scripts.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../../..
tag=$1 base=zkagent/zookeeper-base:trixie
"$root/docker/base.sh" trixie
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
install -m 0755 "$root/tests/benchmarks/old-render.sh" "$root/tests/benchmarks/old-ok.sh" "$context"
cp "$here/Dockerfile" "$context"
docker build --force-rm --quiet --tag "$tag" --build-arg "BASE=$base" "$context"
