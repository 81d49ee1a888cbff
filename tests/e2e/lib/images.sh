# Sourced by run.sh and compare.sh: images, and the way they come to the cluster's nodes.
# shellcheck shell=bash disable=SC2154,SC2034 # words of one library are used by another, and by scenarios

# provide IMAGE: brings a local image to the nodes. E2E_LOAD is a command that does it, given the image; a kind cluster is recognised.
# With E2E_REGISTRY (host/path) images are pushed there instead.
provide() {
  local context
  if [ -n "${E2E_REGISTRY:-}" ]; then
    docker tag "$1" "$E2E_REGISTRY/${1##*/}"
    docker push --quiet "$E2E_REGISTRY/${1##*/}" > /dev/null
  elif [ -n "${E2E_LOAD:-}" ]; then
    bash -c "$E2E_LOAD" load "$1"
  else
    context=$(kubectl config current-context)
    if [[ $context != kind-* ]]; then
      echo "cannot bring $1 to the nodes of \"$context\": set E2E_REGISTRY to a registry that they pull from, or E2E_LOAD to a command that loads an image ('minikube image load \"\$1\"')" >&2
      return 1
    fi
    kind load docker-image --name "${context#kind-}" "$1" > /dev/null
  fi
}

# as_pulled IMAGE: the name under which pods find it.
as_pulled() {
  if [ -n "${E2E_REGISTRY:-}" ]; then echo "$E2E_REGISTRY/${1##*/}"; else echo "$1"; fi
}

# make_image IMAGE COMMAND...: by COMMAND, unless it is there.
make_image() {
  docker image inspect "$1" > /dev/null 2>&1 || "${@:2}" > /dev/null
}
