#!/usr/bin/env bash
# shellcheck disable=SC2034 # push.sh uses the names
# Sourced by release.sh and push.sh: asks the registry.

login=false

# require_registry REGISTRY PLAIN_HTTP: checks that a registry answers there. Sets login, true if it asks for one.
require_registry() {
  local scheme=https status
  if $2; then scheme=http; fi
  # 200: no login needed; 401: one is. Both come from a registry.
  if ! status=$(curl --silent --show-error --noproxy localhost,127.0.0.1 --max-time 20 --output /dev/null --write-out '%{http_code}' "$scheme://$1/v2/" 2>&1) ||
    [[ $status != 200 && $status != 401 ]]; then
    echo "cannot push to $1: expected a registry at $scheme://$1/v2/, got: ${status%$'\n000'}; check the name, and use --plain-http only for a registry without TLS" >&2
    return 1
  fi
  if [ "$status" = 401 ]; then login=true; else login=false; fi
}

# require_login REGISTRY: checks that this user has logged in to the registry, if it asks for a login.
require_login() {
  if $login && ! skopeo login --get-login "$1" > /dev/null 2>&1; then
    echo "cannot push to $1: it needs a login; run docker login $1 first" >&2
    return 1
  fi
}

# read_manifest REFERENCE TLS: prints the manifest that the registry has under REFERENCE, unchanged. Prints nothing if it has none: then
# it answers 404 (OCI distribution specification 1.0, "Pulling manifests"). TLS is true or false.
read_manifest() (
  said=$(mktemp)
  trap 'rm -f "$said"' EXIT
  if skopeo inspect --raw --tls-verify="$2" "docker://$1" 2> "$said"; then return; fi
  if grep --quiet --ignore-case 'reading manifest .*\(manifest unknown\|name unknown\|not found\|StatusCode: 404\)' "$said"; then return; fi
  echo "cannot tell whether the registry has $1 already, so nothing is pushed: make the repository, or log in as a user that may read it; skopeo says: $(sed 's/^time=.* msg=//' "$said" | tr '\n' ' ')" >&2
  return 1
)

# image_digest REFERENCE TLS: prints the digest of the image under REFERENCE, or nothing if there is none.
image_digest() {
  local digest
  digest=$(read_manifest "$1" "$2" | sha256sum | cut -d' ' -f1) || return 1
  # The digest of no bytes.
  if [ "$digest" != e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ]; then echo "sha256:$digest"; fi
}

# chart_digest REFERENCE TLS: prints the digest of the file of the chart under REFERENCE, or nothing if there is none. The digest of its
# manifest is no measure, because each version of Helm writes another one for the same file.
chart_digest() {
  local manifest
  manifest=$(read_manifest "$1" "$2") || return 1
  if [ -n "$manifest" ]; then
    jq --raw-output '[.layers[]? | select(.mediaType == "application/vnd.cncf.helm.chart.content.v1.tar+gzip").digest][0] // "no chart"' <<< "$manifest"
  fi
}

# require_unused REFERENCE OWN THEIRS: checks that the registry has nothing under REFERENCE, or OWN. THEIRS is what it has.
require_unused() {
  if [ -z "$3" ] || [ "$3" = "$2" ]; then return; fi
  echo "cannot push $1: the registry ${1%%/*} has this tag already with $3, and this release has $2; set another version in Directory.Build.props, or remove the tag from the registry first" >&2
  return 1
}
