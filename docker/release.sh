#!/usr/bin/env bash
# release.sh DIR [--push REGISTRY/REPOSITORY] [--plain-http]: makes everything that a release consists of, into the empty directory
# DIR. docs/release.md lists the files. With --push it also pushes the image, as REGISTRY/REPOSITORY:VERSION for both architectures, and
# the chart, below REGISTRY/REPOSITORY/charts. The chart and the manifests then name that image. --plain-http: the registry has no TLS.
# The version is that of Directory.Build.props. SOURCE_DATE_EPOCH, the time that files get, is that of the commit if it is not set.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
. "$here/engine.sh"
. "$here/emulation.sh"
. "$here/release/arguments.sh"
. "$here/release/oci-layout.sh"
. "$here/release/kubernetes.sh"
. "$root/tests/kubernetes-tools.sh"

# ZooKeeper 3.9.6. DECISIONS.md says why a release has this one.
suite=sid
architectures=(amd64 arm64)

binaries() {
  local arch
  for arch in "${architectures[@]}"; do
    "$here/publish.sh" --arch "$arch" "$work/$arch"
    install -m 0755 "$work/$arch/zkagent" "$release/zkagent-$version-linux-$arch"
    "$here/release/sbom.sh" "$arch" "$version" "$work/$arch/zkagent" > "$release/zkagent-$version-linux-$arch.spdx.json"
  done
}

# Also sets zookeeper, the version that the images have.
images() {
  local arch tag labels
  for arch in "${architectures[@]}"; do
    tag=zkagent/zookeeper:$version-$arch
    "$here/base.sh" --newest "$suite" "$arch"
    "$here/image.sh" --arch "$arch" --no-cache "$tag" "$suite"
    "$here/release/sbom.sh" "$arch" "$version" "$work/$arch/zkagent" "$tag" > "$release/image-$version-linux-$arch.spdx.json"
    zookeeper=$(jq --raw-output '.packages[] | select(.SPDXID == "SPDXRef-Package-deb-zookeeper") | .versionInfo | sub("-[^-]*$"; "")' "$release/image-$version-linux-$arch.spdx.json")
    labels=$(jq --null-input --compact-output --arg version "$version" --arg commit "$commit" --arg zookeeper "$zookeeper" \
      '{"org.opencontainers.image.version": $version, "org.opencontainers.image.revision": $commit, "zkagent.zookeeper": $zookeeper}')
    skopeo --insecure-policy copy --quiet "docker-daemon:$tag" "oci:$release/image:$arch"
    finish_image "$release/image" "$arch" "$arch" "$labels"
  done
  join_architectures "$release/image" "$version" "${architectures[@]}"
}

push_all() {
  local options=() said
  if $plain_http; then options=(--plain-http); fi
  skopeo --insecure-policy copy --quiet --all --preserve-digests --dest-tls-verify="$($plain_http && echo false || echo true)" \
    "oci:$out/image:$version" "docker://$push:$version"
  echo "Pushed $push:$version for ${architectures[*]}: $(jq --raw-output '.manifests[0].digest' "$out/image/index.json")"
  if ! said=$(helm push "$out/zookeeper-$version.tgz" "oci://$push/charts" ${options[@]+"${options[@]}"} 2>&1); then
    echo "cannot push the chart to $push/charts: $said" >&2
    return 1
  fi
  echo "Pushed the chart: helm install zk oci://$push/charts/zookeeper --version $version"
}

read_arguments "$@" || exit
require_empty "$out"
out=$(cd "$out" && pwd)
require_tools curl
if [ -n "$push" ]; then require_registry "${push%%/*}" "$plain_http"; fi
require_tools git jq skopeo fakeroot strings:binutils
if [ -n "$push" ]; then require_login "${push%%/*}"; fi
read_commit "$root"
# Elsewhere than on Debian, no other package brings the keys of its archive.
if [ ! -e /usr/share/keyrings/debian-archive-keyring.gpg ]; then require_tools debian-archive-keyring; fi
require_engine
require_kubernetes_tools
for arch in "${architectures[@]}"; do require_emulation "$arch"; done

image=${push:-zkagent/zookeeper}
# The directory gets all files at the end, so an incomplete release is not mistaken for one.
work=$(mktemp -d "$(dirname "$out")/.release.XXXXXX")
trap 'rm -rf "$work"' EXIT
release=$work/release
mkdir "$release"

binaries
images
cp -r "$root/k8s" "$work/k8s"
make_chart "$work/k8s" "$image" "$version" "$zookeeper" "$release"
make_manifests "$work/k8s" "$image" "$version" "$release/manifests"
(cd "$release" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum > "$work/SHA256SUMS")
mv "$work/SHA256SUMS" "$release/"
find "$release" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
mv -T "$release" "$out"
echo "zkagent $version with ZooKeeper $zookeeper: $(wc -l < "$out/SHA256SUMS") files in $out"
if [ -n "$push" ]; then push_all; fi
