#!/usr/bin/env bash
# The Bitnami chart with metrics: its Service answers on the same port with the same names as before.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-zookeeper
use_namespace adopt-bitnami-metrics
old_manifest bitnami/metrics
page=$(k exec writer -- python3 -c "import urllib.request; print(urllib.request.urlopen('http://my-zookeeper-metrics:9141/metrics', timeout=10).read().decode())")
for name in znode_count num_alive_connections outstanding_requests quorum_size approximate_data_size; do
  grep "^$name " <<< "$page" > /dev/null || fail "cannot find the metric $name in the page of my-zookeeper-metrics:9141"
done
