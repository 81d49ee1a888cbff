#!/usr/bin/env bash
# release.sh DIR [--push REGISTRY/REPOSITORY] [--plain-http]: makes everything that a release consists of, into the empty directory
# DIR. With --push it also pushes the image with both architectures, and the manifests and the chart name that image. --plain-http is
# for a registry without TLS. SOURCE_DATE_EPOCH is the time that files get; it is the commit's time if it is not set.
#   zkagent-VERSION-linux-ARCH             the binary
#   zkagent-VERSION-linux-ARCH.spdx.json   what the image of this architecture consists of (SPDX)
#   image/                                 an OCI image layout with both architectures, named VERSION
#   zookeeper-VERSION.tgz                  the chart
#   zookeeper-VERSION.yaml                 the manifests
#   SHA256SUMS
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
. "$here/engine.sh"
. "$here/oci-layout.sh"
. "$here/../tests/kubernetes-tools.sh"

usage="expected docker/release.sh DIR [--push REGISTRY/REPOSITORY] [--plain-http]"
out='' push='' tls=true
while [ $# -gt 0 ]; do
  case $1 in
    --push) push=${2:?"cannot push: $usage"}; shift ;;
    --plain-http) tls=false ;;
    -*) echo "cannot use \"$1\": $usage" >&2; exit 64 ;;
    *) out=$1 ;;
  esac
  shift
done
if [ -z "$out" ]; then echo "cannot make a release: $usage" >&2; exit 64; fi
if [ -d "$out" ] && [ -n "$(ls -A "$out")" ]; then
  echo "cannot make a release in $out: it is not empty; give another directory, or empty it" >&2
  exit 1
fi

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
image=${push:-zkagent/zookeeper}
architectures=(amd64 arm64)

binaries() {
  local arch
  for arch in "${architectures[@]}"; do
    "$here/publish.sh" --arch "$arch" "$work/$arch"
    install -m 0755 "$work/$arch/zkagent" "$out/zkagent-$version-linux-$arch"
  done
}

images() {
  local arch tag
  for arch in "${architectures[@]}"; do
    tag=zkagent/zookeeper:$version-$arch
    "$here/image.sh" --arch "$arch" "$tag"
    "$here/sbom.sh" "$tag" "$arch" "$version" > "$out/zkagent-$version-linux-$arch.spdx.json"
    skopeo --insecure-policy copy --quiet "docker-daemon:$tag" "oci:$out/image:$arch"
    set_architecture "$out/image" "$arch" "$arch"
  done
  join_architectures "$out/image" "$version" "${architectures[@]}"
}

# The chart and the manifests name the release's image.
kubernetes() {
  cp -r "$root/k8s" "$work/k8s"
  sed -i "s#^  repository: zkagent/zookeeper\$#  repository: $image#; s#^  tag: dev\$#  tag: \"$version\"#" "$work/k8s/chart/values.yaml"
  helm package "$work/k8s/chart" --version "$version" --destination "$out" > /dev/null
  (cd "$work/k8s/base" && cat >> kustomization.yaml << TEXT
images:
- name: zkagent/zookeeper
  newName: $image
  newTag: "$version"
TEXT
  )
  kubectl kustomize "$work/k8s/base" > "$out/zookeeper-$version.yaml"
}

require_engine
require_tools skopeo jq
require_kubernetes_tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
out=$(cd "$out" && pwd)

binaries
images
kubernetes
(cd "$out" && find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort | xargs sha256sum > SHA256SUMS)
echo "zkagent $version: $(wc -l < "$out/SHA256SUMS") files in $out"

if [ -n "$push" ]; then
  skopeo --insecure-policy copy --quiet --all --dest-tls-verify="$tls" "oci:$out/image:$version" "docker://$push:$version"
  echo "Pushed $push:$version for ${architectures[*]}"
fi
