#!/usr/bin/env bash
# Sourced: joins images of an OCI image layout under one name. Formats: OCI image specification 1.0, image-layout and image-index.

# join_architectures LAYOUT NAME ARCH...: writes an image index over the images that the layout has under the names ARCH. The layout
# then has only NAME, which names the index.
join_architectures() {
  local layout=$1 name=$2 index digest
  shift 2
  index=$(jq --compact-output --args '{schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: [
    $ARGS.positional[] as $arch | .manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $arch)
    | {mediaType, digest, size, platform: {os: "linux", architecture: $arch}}]}' "$@" < "$layout/index.json")
  if [ "$(jq '.manifests | length' <<< "$index")" -ne $# ]; then
    echo "cannot join the architectures $*: $layout/index.json does not have an image for each of them" >&2
    return 1
  fi
  digest=$(printf %s "$index" | sha256sum | cut -d' ' -f1)
  printf %s "$index" > "$layout/blobs/sha256/$digest"
  jq --null-input --compact-output --arg digest "sha256:$digest" --argjson size "${#index}" --arg name "$name" '{schemaVersion: 2, manifests: [
    {mediaType: "application/vnd.oci.image.index.v1+json", digest: $digest, size: $size, annotations: {"org.opencontainers.image.ref.name": $name}}]}' \
    > "$layout/index.json.new"
  mv "$layout/index.json.new" "$layout/index.json"
}
