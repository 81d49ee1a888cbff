# Sourced: creates a namespace for a scenario in the cluster of KUBECONFIG, and removes it at the end.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# use_namespace NAME: creates the namespace, and removes an old one first. All later commands use it.
use_namespace() {
  namespace=${E2E_PREFIX:-e2e}-$1
  if kubectl get namespace "$namespace" > /dev/null 2>&1; then remove_namespace; fi
  kubectl create namespace "$namespace" > /dev/null
  scratch=$(mktemp -d)
  trap leave_namespace EXIT
  # Kubernetes creates the account shortly after the namespace. Without it no pod is admitted.
  eventually 30 "a service account in $namespace" k get serviceaccount default
}

# k ARGUMENTS...: kubectl in the scenario's namespace.
k() { kubectl --namespace "$namespace" "$@"; }

# A command of the scenario that runs at every end.
at_end=:

# Runs at every end. After a failure it first shows the state of the namespace. With --keep it leaves the namespace.
leave_namespace() {
  local code=$?
  set +e
  $at_end
  rm -rf "$scratch"
  if [ "$code" -ne 0 ]; then show_namespace; fi
  if [ "${E2E_KEEP:-}" = true ]; then say "kept: namespace $namespace"; else remove_namespace; fi
  exit "$code"
}

show_namespace() {
  local pod
  k get pods --output wide
  k get events --sort-by=.lastTimestamp | tail -n 15
  for pod in $(k get pods --output name); do
    printf -- '--- %s\n' "$pod"
    k logs --all-containers --tail=25 "$pod"
  done
}

remove_namespace() {
  # Deletes by force, because no process needs a clean stop any more. A clean stop would take longer.
  k delete statefulset,deployment,pod --all --force --grace-period=0 > /dev/null 2>&1
  kubectl delete namespace "$namespace" --wait=true --timeout=120s > /dev/null 2>&1
  return_volumes "$namespace"
}

# apply: applies manifests from standard input, adapted to an older cluster: before 1.27 the budget has no
# unhealthyPodEvictionPolicy, before 1.21 it is policy/v1beta1.
apply() {
  local older='' versions
  kubectl explain poddisruptionbudget.spec.unhealthyPodEvictionPolicy > /dev/null 2>&1 || older='/^  unhealthyPodEvictionPolicy: /d'
  # Not piped into grep -q: it ends at the first match, and kubectl's broken pipe would count as no match.
  versions=$(kubectl api-versions)
  [[ $'\n'$versions$'\n' == *$'\npolicy/v1\n'* ]] || older="$older;s#^apiVersion: policy/v1\$#apiVersion: policy/v1beta1#"
  sed "$older" | k apply --filename - 2>&1 > /dev/null | { grep -v "^Warning: policy/v1beta1" >&2 || true; }
}
