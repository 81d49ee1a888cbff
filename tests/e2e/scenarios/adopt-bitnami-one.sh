#!/usr/bin/env bash
# The Bitnami chart with replicaCount 1.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-zookeeper replicas=1
use_namespace adopt-bitnami-one
old_manifest bitnami/one
