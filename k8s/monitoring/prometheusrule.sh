#!/usr/bin/env bash
# Prints the rules of rules/*.yaml as one PrometheusRule for the Prometheus operator; prometheusrule.yaml is its output:
#   k8s/monitoring/prometheusrule.sh > k8s/monitoring/prometheusrule.yaml
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

cat <<HEAD
# Made by prometheusrule.sh from rules/*.yaml; change those.
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
  # Everything below "groups:", two deeper; no blanks on empty lines.
  sed -e '1,/^groups:$/d' -e 's/^./  &/' "$file"
done
