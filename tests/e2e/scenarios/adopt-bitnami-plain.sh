#!/usr/bin/env bash
# The Bitnami chart with its default values, unchanged but for the image.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-zookeeper
use_namespace adopt-bitnami-plain
old_manifest bitnami/plain
inside "$set-0" /bin/bash -ec "ZOO_HC_TIMEOUT=2 /opt/bitnami/scripts/zookeeper/healthcheck.sh" > /dev/null || fail "healthcheck.sh of a member that serves"
