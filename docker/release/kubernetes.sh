#!/usr/bin/env bash
# Sourced by release.sh and push.sh: the chart and the manifests of a release. Both name the release's image.

# make_chart K8S IMAGE VERSION ZOOKEEPER DIR: packs the chart of K8S, a copy of k8s, into DIR. ZOOKEEPER is the version that the image has.
make_chart() {
  local k8s=$1 image=$2 version=$3 zookeeper=$4 directory=$5 work=$1/package
  sed -i "s#^  repository: zkagent/zookeeper\$#  repository: $image#; s#^  tag: dev\$#  tag: \"$version\"#" "$k8s/chart/values.yaml"
  mkdir "$work"
  helm package "$k8s/chart" --version "$version" --app-version "$zookeeper" --destination "$work" > /dev/null
  # Helm writes the time of the build into its archive.
  tar --extract --touch --gzip --file "$work/zookeeper-$version.tgz" --directory "$work"
  tar --create --directory "$work" --format=gnu --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX zookeeper |
    gzip --no-name > "$directory/zookeeper-$version.tgz"
  helm template zk "$directory/zookeeper-$version.tgz" | require_image "the chart" "$image:$version"
}

# make_manifests K8S IMAGE VERSION DIR: writes what k8s/base, the overlays and the component for dynamic membership render.
make_manifests() {
  local overlay
  mkdir "$4"
  make_manifest "$@" base ../base
  for overlay in minimal production production-tls; do make_manifest "$@" "$overlay" "../overlays/$overlay"; done
  make_manifest "$@" dynamic-membership ../base ../components/dynamic-membership
}

# make_manifest K8S IMAGE VERSION DIR NAME RESOURCES [COMPONENT]
make_manifest() {
  local k8s=$1 image=$2 version=$3 file=$4/$5.yaml
  mkdir -p "$k8s/release"
  cat > "$k8s/release/kustomization.yaml" << TEXT
resources: [$6]
components: [${7:-}]
images: [{name: zkagent/zookeeper, newName: $image, newTag: "$version"}]
TEXT
  # kubectl warns about the variable of a component; its other messages are kept.
  kubectl kustomize "$k8s/release" > "$file" 2> >(grep --invert-match "'vars' is deprecated" >&2)
  require_image "$file" "$image:$version" < "$file"
}

# require_image WHAT IMAGE: checks that all objects on the standard input use this image.
require_image() {
  local found
  found=$(images_of)
  if [ "$found" != "$2" ]; then
    echo "cannot release $1: it uses the image \"$found\", expected $2; its template has changed, so change docker/release/kubernetes.sh" >&2
    return 1
  fi
}

# Prints the images that the objects on the standard input use.
images_of() { sed -n 's/^ *-\{0,1\} *image: *"\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' | sort --unique; }
