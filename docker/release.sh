#!/usr/bin/env bash
# release.sh DIR [--push REGISTRY/REPOSITORY] [--plain-http]: makes everything that a release consists of, into the empty directory
# DIR. docs/release.md lists the files. With --push it also pushes the image, as REGISTRY/REPOSITORY:VERSION for both architectures, and
# the chart, below REGISTRY/REPOSITORY/charts. The chart and the manifests then name that image. --plain-http: the registry has no TLS.
# A version that the registry has with other bytes is refused: release/push.sh.
# The version is that of Directory.Build.props. SOURCE_DATE_EPOCH, the time that files get, is that of the commit if it is not set.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
. "$here/engine.sh"
. "$here/dotnet.sh"
. "$here/mirror.sh"
. "$here/sysroot.sh"
. "$here/emulation.sh"
. "$here/release/arguments.sh"
. "$here/release/registry.sh"
. "$here/release/requirements.sh"
. "$here/release/packages.sh"
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
  local arch tag labels sboms=()
  for arch in "${architectures[@]}"; do
    tag=zkagent/zookeeper:$version-$arch
    "$here/base.sh" --newest "$suite" "$arch"
    "$here/image.sh" --arch "$arch" --no-cache "$tag" "$suite"
    sboms+=("$release/image-$version-linux-$arch.spdx.json")
    "$here/release/sbom.sh" "$arch" "$version" "$work/$arch/zkagent" "$tag" > "${sboms[-1]}"
    zookeeper=$(jq --raw-output '.packages[] | select(.SPDXID == "SPDXRef-Package-deb-zookeeper") | .versionInfo | sub("-[^-]*$"; "")' "${sboms[-1]}")
    labels=$(jq --null-input --compact-output --arg version "$version" --arg commit "$commit" --arg zookeeper "$zookeeper" \
      '{"org.opencontainers.image.version": $version, "org.opencontainers.image.revision": $commit, "zkagent.zookeeper": $zookeeper}')
    # skopeo before 1.14.2 cannot ask a Docker engine from version 25 on, but it reads what docker save writes.
    docker save --output "$work/$arch.tar" "$tag"
    skopeo --insecure-policy copy --quiet "docker-archive:$work/$arch.tar" "oci:$release/image:$arch"
    rm "$work/$arch.tar"
    finish_image "$release/image" "$arch" "$arch" "$labels"
  done
  require_same_packages "${sboms[@]}"
  join_architectures "$release/image" "$version" "${architectures[@]}"
}

read_arguments "$@" || exit
require_release "$root" "$out" "$push" "$plain_http" "$suite" "${architectures[@]}"
out=$(cd "$out" && pwd)

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
if [ -n "$push" ]; then
  options=()
  if $plain_http; then options=(--plain-http); fi
  "$here/release/push.sh" "$out" "$push" ${options[@]+"${options[@]}"}
fi
