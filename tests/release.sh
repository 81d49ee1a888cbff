#!/usr/bin/env bash
# release.sh: makes a release of the last commit twice, in two clones at different paths and with two caches, and compares them. Prints which
# files differ. The one that may differ is the image, by ZooKeeper's class archive. Pushes the first one twice to a registry on this
# machine, which changes nothing, and then the second one, which is refused if it has other bytes.
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
    *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
  esac
  shift
done
RUNLEVEL=1 require_tools docker-registry skopeo jq curl git ss:iproute2

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

# make NUMBER: makes the release NUMBER in a clone and a cache of its own, and pushes it. Sets status to the exit code, because the second
# push may be refused; the directory is complete then, too.
make() {
  local start=$SECONDS
  git clone --quiet --no-checkout "$here/.." "$work/clone-$1"
  git -C "$work/clone-$1" checkout --quiet --detach "$commit"
  status=0
  ZKAGENT_CACHE=$work/cache-$1 "$work/clone-$1/docker/release.sh" "$work/release-$1" --push "$repository" --plain-http 2> "$work/said-$1" || status=$?
  cat "$work/said-$1" >&2
  (cd "$work/release-$1" && sha256sum --quiet --check SHA256SUMS)
  echo "release $1 was made in $((SECONDS - start)) s"
}

# digest NUMBER: prints the digest of the image for both architectures.
digest() { jq --raw-output '.manifests[0].digest' "$work/release-$1/image/index.json"; }

# Prints the sizes of the first release.
figures() {
  local arch
  for arch in amd64 arm64; do
    echo "$arch: binary $(stat -c %s "$work"/release-1/zkagent-*-linux-"$arch") bytes, layers$(layers 1 | sed -n "s/^$arch [0-9]* sha256://p" | while read -r layer; do stat -c ' %s' "$work/release-1/image/blobs/sha256/$layer"; done | tr -d '\n') bytes"
  done
}

# What is pushed is what is in the directory of the first release.
check_registry() {
  [ "sha256:$(skopeo inspect --raw --tls-verify=false "docker://$repository:$version" | sha256sum | cut -d' ' -f1)" = "$(digest 1)" ] ||
    { echo "cannot accept the registry: its image $repository:$version is not $(digest 1)" >&2; return 1; }
  rm -f "$work/zookeeper-$version.tgz"
  helm pull "oci://$repository/charts/zookeeper" --version "$version" --plain-http --destination "$work" > /dev/null 2>&1
  cmp "$work/zookeeper-$version.tgz" "$work/release-1/zookeeper-$version.tgz"
}

# The same bytes can be pushed again: both the image and the chart are there already.
push_again() {
  "$work/clone-1/docker/release/push.sh" "$work/release-1" "$repository" --plain-http > "$work/pushed-again"
  cat "$work/pushed-again"
  [ "$(grep -c 'is in the registry already' "$work/pushed-again")" = 2 ] ||
    { echo "cannot accept the push: the same bytes were pushed a second time" >&2; return 1; }
}

# The push of the second release was refused with both digests, if it has other bytes.
check_second_push() {
  if [ "$(digest 1)" = "$(digest 2)" ]; then [ "$status" = 0 ]; return; fi
  if [ "$status" = 0 ] || ! grep -q "has this tag already with $(digest 1), and this release has $(digest 2);" "$work/said-2"; then
    echo "cannot accept the second push: expected that it is refused, because the registry has $(digest 1) and not $(digest 2)" >&2
    return 1
  fi
}

# Prints the names and digests of the files that differ, without the image's own; the image's layers come after.
compare() {
  local different layers arch position
  different=$(diff <(grep -v ' image/' "$work/release-1/SHA256SUMS") <(grep -v ' image/' "$work/release-2/SHA256SUMS") || true)
  if [ -n "$different" ]; then
    printf 'cannot accept the release: two builds of one commit differ in\n%s\n' "$different" >&2
    return 1
  fi
  layers=$(diff <(layers 1) <(layers 2) || true)
  if [ -n "$layers" ]; then
    printf 'layers that differ:\n%s\n' "$layers"
    while read -r _ arch position _; do compare_layer "$arch" "$position" || return 1; done < <(grep '^>' <<< "$layers")
  fi
  echo "two builds have the same bytes in $(grep -vc ' image/' "$work/release-1/SHA256SUMS") files and $(comm -12 <(layers 1 | sort) <(layers 2 | sort) | wc -l) of $(layers 1 | wc -l) layers"
}

# compare_layer ARCH POSITION: prints how the files of this layer differ. Only the class archive may, and only in its content.
compare_layer() {
  local number blob archive different
  for number in 1 2; do
    blob=$work/release-$number/image/blobs/sha256/$(layers $number | sed -n "s/^$1 $2 sha256://p")
    rm -rf "$work/layer-$number"
    mkdir "$work/layer-$number"
    tar --extract --gzip --file "$blob" --directory "$work/layer-$number"
    tar --list --verbose --full-time --numeric-owner --gzip --file "$blob" | sed '/classes\.jsa$/d' > "$work/list-$number"
  done
  archive=$(cd "$work/layer-1" && find . -name classes.jsa)
  different=$(diff "$work/list-1" "$work/list-2"; diff --recursive --brief --no-dereference "$work/layer-1" "$work/layer-2") || true
  if [ "$different" != "Files $work/layer-1/${archive#./} and $work/layer-2/${archive#./} differ" ]; then
    printf 'cannot accept the release: layer %s of %s differs in more than the content of the class archive:\n%s\n' "$2" "$1" "$different" >&2
    return 1
  fi
  echo "layer $2 of $1 differs in ${archive#.}: $(cmp --verbose "$work/layer-1/$archive" "$work/layer-2/$archive" | wc -l) of $(stat -c %s "$work/layer-1/$archive") bytes"
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
make 1
if [ "$status" != 0 ]; then exit 1; fi
version=$(basename "$work"/release-1/zookeeper-*.tgz .tgz)
version=${version#zookeeper-}
figures
check_registry
push_again
if [ "$times" = 2 ]; then
  make 2
  check_second_push
  check_registry
  compare
fi
if [ -n "$command" ]; then bash -c "$command" release "$repository"; fi
