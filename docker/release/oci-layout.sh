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

# blob LAYOUT DIGEST: prints the path of a blob.
blob() { echo "$1/blobs/sha256/${2#sha256:}"; }

# image_manifest LAYOUT NAME: prints the path of the manifest of the image NAME.
image_manifest() {
  blob "$1" "$(jq --raw-output --arg name "$2" '.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $name).digest' "$1/index.json")"
}

# replace_index LAYOUT ARGUMENT...: rewrites index.json by jq with these arguments.
replace_index() {
  jq --compact-output "${@:2}" "$1/index.json" > "$1/index.json.new"
  mv "$1/index.json.new" "$1/index.json"
}

# repack_layer LAYOUT DIGEST: adds the layer again, without what depends on the time of its build: files that are newer than
# SOURCE_DATE_EPOCH get this time. Prints the digest and the size of the new blob, and the digest of its content.
repack_layer() (
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir "$work/root"
  # fakeroot keeps the owners of files, also if this user is not root.
  fakeroot bash -euo pipefail -c '
    tar --extract --gzip --file "$1" --directory "$2/root" --preserve-permissions --numeric-owner
    cd "$2/root"
    find . -mindepth 1 -maxdepth 1 -printf "%P\0" | LC_ALL=C sort --zero-terminated |
      tar --create --file "$2/layer.tar" --format=gnu --sort=name --numeric-owner --mtime="@$3" --clamp-mtime --null --verbatim-files-from --files-from=-
    chmod -R u+rwX .
  ' - "$(blob "$1" "$2")" "$work" "$SOURCE_DATE_EPOCH"
  echo "$(gzip --no-name --stdout "$work/layer.tar" | add_blob "$1") sha256:$(sha256sum "$work/layer.tar" | cut -d' ' -f1)"
)

# finish_image LAYOUT NAME ARCH LABELS: repacks the layers above the base image, and writes the config again: with the processor (Docker
# 20.10 records the engine's own), SOURCE_DATE_EPOCH as its time, and LABELS, a JSON object, in addition.
finish_image() {
  local layout=$1 name=$2 arch=$3 labels=$4 manifest config layers diffs digest size diff old json i
  manifest=$(image_manifest "$layout" "$name")
  config=$(blob "$layout" "$(jq --raw-output .config.digest "$manifest")")
  # The base image is one layer, and base.sh makes it the same each time.
  layers=$(jq --compact-output '.layers[:1]' "$manifest")
  diffs=$(jq --compact-output '.rootfs.diff_ids[:1]' "$config")
  for ((i = 1; i < $(jq '.layers | length' "$manifest"); i++)); do
    old=$(jq --raw-output ".layers[$i].digest" "$manifest")
    read -r digest size diff < <(repack_layer "$layout" "$old")
    layers=$(jq --compact-output --arg digest "$digest" --argjson size "$size" \
      '. + [{mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: $digest, size: $size}]' <<< "$layers")
    diffs=$(jq --compact-output --arg diff "$diff" '. + [$diff]' <<< "$diffs")
  done
  json=$(jq --compact-output --arg arch "$arch" --arg time "$(date --utc --date "@$SOURCE_DATE_EPOCH" +%FT%TZ)" \
    --argjson labels "$labels" --argjson diffs "$diffs" \
    '.architecture = $arch | .created = $time | .history[].created = $time | .config.Labels += $labels | .rootfs.diff_ids = $diffs' "$config")
  read -r digest size < <(printf %s "$json" | add_blob "$layout")
  json=$(jq --compact-output --arg digest "$digest" --argjson size "$size" --argjson layers "$layers" \
    '.config += {digest: $digest, size: $size} | .layers = $layers' "$manifest")
  read -r digest size < <(printf %s "$json" | add_blob "$layout")
  replace_index "$layout" --arg name "$name" --arg digest "$digest" --argjson size "$size" \
    '(.manifests[] | select(.annotations["org.opencontainers.image.ref.name"] == $name)) += {digest: $digest, size: $size}'
}

# join_architectures LAYOUT NAME ARCH...: writes an image index over the images that the layout has under the names ARCH. The layout
# then has only NAME, which names the index, and the blobs of these images.
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
  remove_unused_blobs "$layout"
}

# remove_unused_blobs LAYOUT: removes the blobs that the images of the layout do not use.
remove_unused_blobs() {
  local layout=$1 index image file used=()
  for index in $(jq --raw-output '.manifests[].digest' "$layout/index.json"); do
    used+=("$index")
    for image in $(jq --raw-output '.manifests[].digest' "$(blob "$layout" "$index")"); do
      mapfile -t -O ${#used[@]} used < <(echo "$image"; jq --raw-output '.config.digest, .layers[].digest' "$(blob "$layout" "$image")")
    done
  done
  for file in "$layout"/blobs/sha256/*; do
    if [[ " ${used[*]} " != *" sha256:${file##*/} "* ]]; then rm "$file"; fi
  done
}
