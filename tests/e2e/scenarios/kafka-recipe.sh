#!/usr/bin/env bash
# k8s/examples/kafka without Kafka. The manifest is admitted; its init containers wait for the ensemble, and write each broker's settings.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace kafka-recipe
apply_base
sed -e "s#image: .*#image: $E2E_IMAGE#" -e 's#exec /opt/kafka/bin/kafka-server-start.sh .*#exec sleep 3600#' "$e2e/../../k8s/examples/kafka/kafka.yaml" | apply
start=$(now)
properties() { k exec "kafka-$1" --container kafka -- cat /tmp/server.properties; }
for broker in 0 1 2; do
  eventually 180 "the settings of kafka-$broker" says "broker.id=$broker" properties "$broker"
  settings=$(properties "$broker")
  expect_contains "the settings of kafka-$broker" "$settings" "advertised.listeners=PLAINTEXT://kafka-$broker.kafka.$namespace.svc.cluster.local:9092"
  expect_contains "the settings of kafka-$broker" "$settings" "zk-2.zk-headless.$namespace.svc.cluster.local:2181/kafka"
done
figure "ensemble and brokers' settings" "$(since "$start") s"
