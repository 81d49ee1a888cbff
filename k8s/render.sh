#!/usr/bin/env bash
# Writes k8s/base: what the chart renders with its default values for a release called zk. With --check, it only reports whether
# k8s/base is up to date. Needs helm. The base is for Kubernetes 1.27 and later; k8s/components/before-1.27 adapts it to earlier ones.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
helm template zk chart --kube-version 1.27 --set fullnameOverride=zk --skip-tests --output-dir "$fresh" > /dev/null
rendered=$fresh/zookeeper/templates

# Removes Helm's own lines: the separator and the name of the template.
sed -i '1,2{/^---$/d;/^# Source: /d}' "$rendered"/*.yaml
# Removes the checksum annotation. With kustomize the ConfigMap's name has a checksum: a changed setting restarts the pods, and an
# older revision of the StatefulSet keeps its settings.
sed -i '/^      annotations:$/{N;/checksum\/settings/d}' "$rendered/statefulset.yaml"
sed -n 's/^  \(Z[A-Z0-9_]*\): "\{0,1\}\([^"]*\)"\{0,1\}$/\1=\2/p' "$rendered/configmap.yaml" > "$rendered/settings.env"
rm "$rendered/configmap.yaml"
{
  cat << 'TEXT'
# Written by k8s/render.sh from k8s/chart. Change the chart. kubectl apply --kustomize k8s/base
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
configMapGenerator:
- name: zk
  envs: [settings.env]
  options:
    labels:
      app.kubernetes.io/name: zookeeper
      app.kubernetes.io/instance: zk
resources:
TEXT
  (cd "$rendered" && printf -- '- %s\n' *.yaml)
} > "$fresh/kustomization.yaml"
mv "$fresh/kustomization.yaml" "$rendered/"

if [ "${1:-}" = --check ]; then
  if ! diff --recursive --unified base "$rendered"; then
    echo "cannot accept k8s/base: it differs from what the chart renders (the lines with +); run k8s/render.sh and commit the result" >&2
    exit 1
  fi
else
  rm -rf base
  cp -r "$rendered" base
fi
