#!/usr/bin/env bash
# push.sh DIR REGISTRY/REPOSITORY [--plain-http]: pushes the release in DIR: its image, as REGISTRY/REPOSITORY:VERSION for both
# architectures, and its chart, below REGISTRY/REPOSITORY/charts. release.sh --push does this at its end. Run it again if only the push
# failed. It replaces nothing in a registry: it pushes nothing if the registry has other bytes under one of the two tags.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/../engine.sh"
. "$here/arguments.sh"
. "$here/registry.sh"
. "$here/kubernetes.sh"
. "$root/tests/kubernetes-tools.sh"

if [ $# -lt 2 ] || [ $# -gt 3 ] || [ "${3:---plain-http}" != --plain-http ]; then
  echo "cannot push: expected docker/release/push.sh DIR REGISTRY/REPOSITORY [--plain-http]" >&2
  exit 64
fi
release=$1 push=$2 tls=true options=()
require_repository "$push" || exit
if [ $# = 3 ]; then tls=false options=(--plain-http); fi
require_tools curl jq skopeo
require_registry "${push%%/*}" "$([ $tls = false ] && echo true || echo false)"
require_login "${push%%/*}"
require_kubernetes_tools

if ! (cd "$release" && sha256sum --check --quiet SHA256SUMS) > /dev/null 2>&1; then
  echo "cannot push $release: it is not a complete release, as docker/release.sh makes it; its files do not have the checksums of its SHA256SUMS" >&2
  exit 1
fi
version=$(jq --raw-output '.manifests[0].annotations["org.opencontainers.image.ref.name"]' "$release/image/index.json")
image=$(jq --raw-output '.manifests[0].digest' "$release/image/index.json")
chart=sha256:$(sha256sum "$release/zookeeper-$version.tgz" | cut -d' ' -f1)
used=$(helm template zk "$release/zookeeper-$version.tgz" | images_of)
if [ "$used" != "$push:$version" ]; then
  echo "cannot push $release to $push: its chart names the image $used; push it to that repository, or make the release with --push $push" >&2
  exit 1
fi

# Looks at both before it pushes one, so that a version is not half of this release and half of another.
image_there=$(image_digest "$push:$version" "$tls")
chart_there=$(chart_digest "$push/charts/zookeeper:$version" "$tls")
refused=false
require_unused "$push:$version" "$image" "$image_there" || refused=true
require_unused "$push/charts/zookeeper:$version" "$chart" "$chart_there" || refused=true
if $refused; then exit 1; fi

if [ -n "$image_there" ]; then
  echo "$push:$version is in the registry already: $image"
else
  skopeo --insecure-policy copy --quiet --all --preserve-digests --dest-tls-verify=$tls "oci:$release/image:$version" "docker://$push:$version"
  echo "Pushed $push:$version: $image"
fi
if [ -n "$chart_there" ]; then
  echo "$push/charts/zookeeper:$version is in the registry already: $chart"
elif said=$(helm push "$release/zookeeper-$version.tgz" "oci://$push/charts" ${options[@]+"${options[@]}"} 2>&1); then
  echo "Pushed the chart: helm install zk oci://$push/charts/zookeeper --version $version"
else
  echo "cannot push the chart to $push/charts: $said" >&2
  exit 1
fi
