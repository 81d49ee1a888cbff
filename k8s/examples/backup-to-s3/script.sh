#!/bin/sh
# Copies the backup directory to an object store. The manifests that are there at the start are copied last, so that a backup with a
# manifest is complete there as well. What is half written begins with a dot and is left out.
set -eu
: "${SOURCE:=/backup}" "${TARGET:?expected TARGET=REMOTE:BUCKET/PATH as rclone writes it}"
(cd "$SOURCE" && find . -mindepth 3 -maxdepth 3 -name manifest) | sed -n 's:^\./\([^/]*/[^./][^/]*/manifest\)$:\1:p' > /tmp/manifests
rclone copy "$SOURCE" "$TARGET" --exclude '.*' --exclude '.*/**' --exclude manifest
rclone copy "$SOURCE" "$TARGET" --files-from /tmp/manifests
