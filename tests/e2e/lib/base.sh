# Sourced: applies k8s/base in the scenario's namespace, with the image under test.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# Scenarios may change the image, and set a patch of the StatefulSet (YAML).
image=$E2E_IMAGE
patch=
# The directory below k8s that is applied, and the component of k8s/components that is added to it; empty: none.
applied=base component=

# apply_base [SETTING=VALUE...]: applies k8s/$applied with these settings in its ConfigMap.
apply_base() {
  local overlay=$scratch/overlay
  mkdir -p "$overlay"
  {
    printf 'resources: [%s]\n' "$(realpath --relative-to="$overlay" "$e2e/../../k8s/$applied")"
    if [ -n "$component" ]; then printf 'components: [%s]\n' "$(realpath --relative-to="$overlay" "$e2e/../../k8s/components/$component")"; fi
    printf 'images:\n'
    printf '  - {name: zkagent/zookeeper, newName: %s, newTag: %s}\n' "${image%:*}" "${image##*:}"
    printf '  - {name: zkagent/e2e-client, newName: %s, newTag: %s}\n' "${E2E_CLIENT_IMAGE%:*}" "${E2E_CLIENT_IMAGE##*:}"
    if [ $# -gt 0 ]; then
      printf 'configMapGenerator:\n  - name: zk\n    behavior: merge\n    literals:\n'
      printf '      - %s\n' "$@"
    fi
    if [ -n "$patch" ]; then
      printf '%s\n' "$patch" > "$overlay/patch.yaml"
      printf 'patches: [{path: patch.yaml, target: {kind: StatefulSet}}]\n'
    fi
  } > "$overlay/kustomization.yaml"
  # kubectl warns about the variable of a component; its other messages are kept.
  kubectl kustomize "$overlay" 2> >(grep --invert-match "'vars' is deprecated" >&2) | apply
}

# base_ensemble [SETTING=VALUE...]: calls apply_base and waits until all three members are ready. Sets formed, in seconds.
base_ensemble() {
  local start
  start=$(now)
  apply_base "$@"
  all_ready 180
  formed=$(since "$start")
}

# connect_string: prints the ensemble's connect string, as the agent computes it.
connect_string() { inside "$set-0" zkagent connect-string; }

# verdict POD: prints the answer of its readiness probe; fails if the pod is not ready.
verdict() { inside "$1" zkagent probe ready; }

# reason POD: prints the same answer; never fails.
reason() { verdict "$1" 2> /dev/null || true; }

# zk_config POD KEY: prints the value of KEY in the pod's zoo.cfg.
zk_config() { inside "$1" sed -n "s/^$2=//p" /opt/zookeeper/conf/zoo.cfg; }
