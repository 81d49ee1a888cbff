#!/usr/bin/env bash
# The Bitnami chart with dataLogDir: the log has a claim of its own.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-zookeeper
use_namespace adopt-bitnami-data-log-dir
old_manifest bitnami/data-log-dir
expect_contains "the directory of the log" "$(inside "$set-0" ls /bitnami/zookeeper/dataLog/version-2)" log.
if inside "$set-0" ls /bitnami/zookeeper/data/version-2 | grep '^log\.' > /dev/null; then fail "the data directory has a log"; fi
