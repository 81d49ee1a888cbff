#!/usr/bin/env bash
# image.sh TAG: builds an image that stands in for Bitnami's, which is not free. It is Debian's ZooKeeper with scripts of these tests at
# Bitnami's paths: the same variables, directories and user, and no agent. Scenarios use it as the old image of an ensemble with data.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
docker=$here/../../../docker
. "$docker/engine.sh"

tag=${1:-zkagent/stand-in:test}
base=${ZOOKEEPER_IMAGE:-zkagent/zookeeper-base:sid}
require_engine
if [ -z "${ZOOKEEPER_IMAGE:-}" ]; then "$docker/base.sh" sid > /dev/null; fi
docker build --quiet --force-rm --tag "$tag" --build-arg "BASE=$base" "$here" > /dev/null
