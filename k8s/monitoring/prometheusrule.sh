#!/usr/bin/env bash
# Prints the rules of rules/*.yaml as one PrometheusRule for the Prometheus operator; prometheusrule.yaml is its output:
#   k8s/monitoring/prometheusrule.sh > k8s/monitoring/prometheusrule.yaml
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

cat <<HEAD
# Made by prometheusrule.sh from rules/*.yaml. Change those files.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: zookeeper
  labels:
    app.kubernetes.io/name: zookeeper
spec:
  groups:
HEAD
for file in rules/*.yaml; do
  # Prints what is below "groups:", indented by two more spaces, without spaces on empty lines.
  sed -e '1,/^groups:$/d' -e 's/^./  &/' "$file"
done
