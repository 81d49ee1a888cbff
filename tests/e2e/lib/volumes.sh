# Sourced: frees static local volumes (class without a provisioner, policy Retain). A provisioner deletes a volume with its claim, but a
# static volume keeps its data and stays bound. Without this, some scenarios later no volume would be left.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# return_volumes NAMESPACE: deletes the files on the local volumes of the namespace's claims, with a pod on their node, and frees the
# volumes.
return_volumes() {
  local volumes volume node path
  volumes=$(kubectl get persistentvolumes --output jsonpath='{range .items[?(@.spec.local)]}{.metadata.name}{" "}{.spec.claimRef.namespace}{" "}{.spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values[0]}{" "}{.spec.local.path}{"\n"}{end}' \
    | awk -v wanted="$1" '$2 == wanted { print $1, $3, $4 }')
  while read -r volume node path; do
    if [ -z "$volume" ]; then continue; fi
    wipe "$volume" "$node" "$path" < /dev/null &
  done <<< "$volumes"
  wait
}

wipe() {
  local volume=$1 node=$2 path=$3 pod=${E2E_PREFIX:-e2e}-wipe-$1
  kubectl --namespace default run "$pod" --image="$E2E_IMAGE" --restart=Never --overrides='{"spec":{
    "nodeName":"'"$node"'","terminationGracePeriodSeconds":0,"tolerations":[{"operator":"Exists"}],"volumes":[{"name":"volume","hostPath":{"path":"'"$path"'"}}],
    "containers":[{"name":"wipe","image":"'"$E2E_IMAGE"'","command":["find","/volume","-mindepth","1","-delete"],
      "securityContext":{"runAsUser":0},"volumeMounts":[{"name":"volume","mountPath":"/volume"}]}]}}' > /dev/null
  if kubectl --namespace default wait "pod/$pod" --for=jsonpath='{.status.phase}'=Succeeded --timeout=60s > /dev/null; then
    kubectl patch persistentvolume "$volume" --type=json --patch='[{"op":"remove","path":"/spec/claimRef"}]' > /dev/null
  fi
  kubectl --namespace default delete pod "$pod" --force --grace-period=0 > /dev/null 2>&1
}
