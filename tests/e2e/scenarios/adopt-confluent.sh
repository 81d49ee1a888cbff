#!/usr/bin/env bash
# The cp-zookeeper StatefulSet of cp-helm-charts.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-cp-zookeeper
use_namespace adopt-confluent
old_manifest confluent/cp-helm-charts.yaml
equals 24 inside "$set-0" sed -n 's/^autopurge.purgeInterval=//p' /opt/zookeeper/conf/zoo.cfg || fail "ZOOKEEPER_AUTOPURGE_PURGE_INTERVAL is not in zoo.cfg"
expect_warning KAFKA_JMX_PORT
