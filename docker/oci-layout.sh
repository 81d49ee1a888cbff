#!/usr/bin/env bash
# Sourced: changes an OCI image layout. Formats: OCI image specification 1.0, image-layout, image-index, manifest and config.

# add_blob LAYOUT: adds the standard input as a blob, and prints its digest and its size.
add_blob() {
  local file digest
  file=$(mktemp "$1/blobs/sha256/new.XXXXXX")
  cat > "$file"
  chmod 0644 "$file"
  digest=$(sha256sum "$file" | cut -d' ' -f1)
  echo "sha256:$digest $(stat -c %s "$file")"
  mv "$file" "$1/blobs/sha256/$digest"
}

# set_architecture LAYOUT NAME ARCH: writes into the config of the image NAME for which processor it is. It removes the old config and
# the old manifest. Docker 20.10 records the engine's own processor instead.
set_architecture() {
  local layout=$1 name=$2 arch=$3 manifest config digest size
  manifest=$(jq --raw-output --arg name "$name" '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $name).digest' "$layout/index.json")
  manifest=$layout/blobs/sha256/${manifest#sha256:}
  config=$layout/blobs/sha256/$(jq --raw-output '.config.digest | ltrimstr("sha256:")' "$manifest")
  if [ "$(jq --raw-output .architecture "$config")" = "$arch" ]; then return; fi
  read -r digest size < <(jq --compact-output --arg arch "$arch" '.architecture = $arch' "$config" | add_blob "$layout")
  read -r digest size < <(jq --compact-output --arg digest "$digest" --argjson size "$size" '.config += {digest: $digest, size: $size}' "$manifest" | add_blob "$layout")
  replace_index "$layout" --arg name "$name" --arg digest "$digest" --argjson size "$size" \
    '(.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $name)) += {digest: $digest, size: $size}'
  rm "$config" "$manifest"
}

# replace_index LAYOUT ARGUMENT...: rewrites index.json by jq with these arguments.
replace_index() {
  jq --compact-output "${@:2}" "$1/index.json" > "$1/index.json.new"
  mv "$1/index.json.new" "$1/index.json"
}

# join_architectures LAYOUT NAME ARCH...: writes an image index over the images that the layout has under the names ARCH. The layout
# then has only NAME, which names the index.
join_architectures() {
  local layout=$1 name=$2 index digest size
  shift 2
  index=$(jq --compact-output --args '{schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: [
    $ARGS.positional[] as $arch | .manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $arch)
    | {mediaType, digest, size, platform: {os: "linux", architecture: $arch}}]}' "$@" < "$layout/index.json")
  if [ "$(jq '.manifests | length' <<< "$index")" -ne $# ]; then
    echo "cannot join the architectures $*: $layout/index.json does not have an image for each of them" >&2
    return 1
  fi
  read -r digest size < <(printf %s "$index" | add_blob "$layout")
  replace_index "$layout" --arg digest "$digest" --argjson size "$size" --arg name "$name" \
    '.manifests = [{mediaType: "application/vnd.oci.image.index.v1+json", digest: $digest, size: $size, annotations: {"org.opencontainers.image.ref.name": $name}}]'
}
