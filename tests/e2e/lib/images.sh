# Sourced by run.sh and compare/run.sh: builds images and brings them to the cluster's nodes.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# provide IMAGE: brings a local image to the nodes. If E2E_REGISTRY (host/path) is set, it pushes the image there. Otherwise, if E2E_LOAD
# is set, it runs this command with the image as $1. Otherwise it expects a kind cluster.
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
      echo "cannot bring $1 to the nodes of \"$context\": set E2E_REGISTRY to a registry that the nodes pull from, or E2E_LOAD to a command that loads an image ('minikube image load \"\$1\"')" >&2
      return 1
    fi
    kind load docker-image --name "${context#kind-}" "$1" > /dev/null
  fi
}

# as_pulled IMAGE: prints the name by which pods pull it.
as_pulled() {
  if [ -n "${E2E_REGISTRY:-}" ]; then echo "$E2E_REGISTRY/${1##*/}"; else echo "$1"; fi
}

# make_image IMAGE COMMAND...: runs COMMAND to build the image, unless it exists.
make_image() {
  docker image inspect "$1" > /dev/null 2>&1 || "${@:2}" > /dev/null
}
