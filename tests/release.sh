#!/usr/bin/env bash
# release.sh: makes a release of the last commit twice, in two clones at different paths and with two caches, pushes both to a registry on
# this machine, and compares them. Prints which files differ. The one that may differ is the image, by ZooKeeper's class archive.
#   --once          makes it once, in place of the comparison
#   --then COMMAND  runs COMMAND while the registry runs; REGISTRY/REPOSITORY is $1. For example tests/e2e/run.sh, see its README
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../docker/engine.sh"
. "$here/kubernetes-tools.sh"

times=2 command=
while [ $# -gt 0 ]; do
  case $1 in
    --once) times=1 ;;
    --then) command=${2:-}; shift ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
  esac
  shift
done
require_tools docker-registry skopeo jq curl git ss:iproute2

work=$(mktemp -d)
registry_pid=
end() {
  if [ -n "$registry_pid" ]; then kill "$registry_pid" 2> /dev/null || true; fi
  rm -rf "$work"
}
trap end EXIT

# Starts Debian's registry on a free port of the loopback interface, without a login. Sets registry.
start_registry() {
  local port deadline=$((SECONDS + 20))
  port=$(comm -23 <(seq 20000 29999) <(ss --tcp --all --numeric --no-header | sed -n 's/^[^ ]* *[^ ]* *[^ ]* *[^ ]*:\([0-9]*\) .*/\1/p' | sort --unique) | shuf -n 1)
  registry=127.0.0.1:$port
  cat > "$work/registry.yml" << YAML
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "$registry"}
YAML
  docker-registry serve "$work/registry.yml" > "$work/registry.log" 2>&1 &
  registry_pid=$!
  until curl --silent --noproxy 127.0.0.1 --fail "http://$registry/v2/" > /dev/null; do
    if [ "$SECONDS" -ge "$deadline" ] || ! kill -0 "$registry_pid" 2> /dev/null; then
      cat "$work/registry.log" >&2
      echo "cannot start docker-registry at $registry: its log is above" >&2
      return 1
    fi
    sleep 0.2
  done
}

# make NUMBER: makes the release NUMBER in a clone and a cache of its own, and pushes it.
make() {
  git clone --quiet --no-checkout "$here/.." "$work/clone-$1"
  git -C "$work/clone-$1" checkout --quiet --detach "$commit"
  ZKAGENT_CACHE=$work/cache-$1 "$work/clone-$1/docker/release.sh" "$work/release-$1" --push "$repository" --plain-http
  (cd "$work/release-$1" && sha256sum --quiet --check SHA256SUMS)
}

# What is pushed is what is in the directory.
check_registry() {
  local version digest
  version=$(basename "$work"/release-1/zookeeper-*.tgz .tgz)
  version=${version#zookeeper-}
  digest=$(jq --raw-output '.manifests[0].digest' "$work/release-$times/image/index.json")
  [ "sha256:$(skopeo inspect --raw --tls-verify=false "docker://$repository:$version" | sha256sum | cut -d' ' -f1)" = "$digest" ] ||
    { echo "cannot accept the registry: its image $repository:$version is not $digest" >&2; return 1; }
  helm pull "oci://$repository/charts/zookeeper" --version "$version" --plain-http --destination "$work" > /dev/null 2>&1
  cmp "$work/zookeeper-$version.tgz" "$work/release-1/zookeeper-$version.tgz"
}

# Prints the names and digests of the files that differ, without the image's own; the image's layers come after.
compare() {
  local different layers
  different=$(diff <(grep -v ' image/' "$work/release-1/SHA256SUMS") <(grep -v ' image/' "$work/release-2/SHA256SUMS") || true)
  if [ -n "$different" ]; then
    printf 'cannot accept the release: two builds of one commit differ in\n%s\n' "$different" >&2
    return 1
  fi
  layers=$(diff <(layers 1) <(layers 2) || true)
  if [ -n "$layers" ]; then
    printf 'layers that differ (class archives):\n%s\n' "$layers"
    if [ "$(grep -c '^>' <<< "$layers")" -gt 2 ]; then echo "cannot accept the release: more than one layer of an image differs" >&2; return 1; fi
  fi
  echo "two builds have the same bytes in $(grep -vc ' image/' "$work/release-1/SHA256SUMS") files and $(comm -12 <(layers 1 | sort) <(layers 2 | sort) | wc -l) of $(layers 1 | wc -l) layers"
}

# layers NUMBER: prints the platform, the position and the digest of each layer.
layers() {
  local blobs=$work/release-$1/image/blobs/sha256 index image
  index=$(jq --raw-output '.manifests[0].digest | ltrimstr("sha256:")' "$work/release-$1/image/index.json")
  jq --raw-output '.manifests[] | "\(.platform.architecture) \(.digest | ltrimstr("sha256:"))"' "$blobs/$index" |
    while read -r arch image; do jq --raw-output --arg arch "$arch" '.layers | to_entries[] | "\($arch) \(.key + 1) \(.value.digest)"' "$blobs/$image"; done
}

require_kubernetes_tools
commit=$(git -C "$here" rev-parse HEAD)
start_registry
repository=$registry/zkagent/zookeeper
for number in $(seq "$times"); do make "$number"; done
check_registry
if [ "$times" = 2 ]; then compare; fi
if [ -n "$command" ]; then bash -c "$command" release "$repository"; fi
