# Sourced: functions for a StatefulSet and its pods. $set is its name. Scenarios with another name set it.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names
set=zk

# all_ready SECONDS [REPLICAS]: waits until Kubernetes reports every pod as ready.
all_ready() {
  k wait "statefulset/$set" --for=jsonpath='{.status.readyReplicas}'="${2:-3}" --timeout="${1}s" > /dev/null || fail "the ${2:-3} pods of $set: not ready within $1 s"
}

# rolled_out SECONDS: waits until every pod has the newest revision and is ready.
rolled_out() {
  k rollout status "statefulset/$set" --timeout="${1}s" > /dev/null || fail "the rollout of $set: not complete within $1 s"
}

# inside POD COMMAND...: runs COMMAND in the pod's ZooKeeper container.
inside() {
  local pod=$1
  shift
  k exec "$pod" -- "$@"
}

# field KIND/NAME JSONPATH: prints the field.
field() { k get "$1" --output jsonpath="$2"; }

# name_of POD: prints its DNS name.
name_of() { echo "$1.$(field "statefulset/$set" '{.spec.serviceName}').$namespace.svc.cluster.local"; }

# delete_pod POD: deletes the pod and waits. Sets ended, the seconds until the last process of its container ended. Sets gone, the seconds
# until the pod object was removed. Between the two, the kubelet unmounts and reports every few seconds; a container cannot change that.
delete_pod() {
  local start witness uid
  uid=$(field "pod/$1" '{.metadata.uid}')
  # A second process in the container. It ends when PID 1 ends, and then this command ends at once.
  k exec "$1" -- sh -c 'echo started; exec sleep 3600' > "$scratch/witness" 2> /dev/null &
  witness=$!
  eventually 20 "a process in $1" grep -q started "$scratch/witness"
  start=$(now)
  k delete pod "$1" --wait=false > /dev/null
  wait "$witness" || true
  ended=$(since "$start")
  eventually 120 "the end of $1" no_longer "$1" "$uid"
  gone=$(since "$start")
}

# no_longer POD UID: succeeds if there is no such pod, or if the pod has another UID.
no_longer() {
  local uid
  uid=$(field "pod/$1" '{.metadata.uid}' 2> /dev/null) || return 0
  [ "$uid" != "$2" ]
}

# absent POD: succeeds if there is no pod of this name.
absent() { equals "" k get pod "$1" --ignore-not-found --output name; }

# replaced POD UID: succeeds if a pod of this name with another UID is ready.
replaced() {
  equals "True" field "pod/$1" '{.status.conditions[?(@.type=="Ready")].status}' && [ "$(field "pod/$1" '{.metadata.uid}')" != "$2" ]
}

# restarts: prints how often the kubelet restarted containers of the set's pods, in all.
restarts() {
  k get pods --output jsonpath='{range .items[*]}{.metadata.name}{" "}{.status.containerStatuses[0].restartCount}{"\n"}{end}' \
    | awk -v set="$set" 'index($1, set "-") == 1 { sum += $2 } END { print sum + 0 }'
}

# leader: prints the pod that leads.
leader() {
  local pod
  for pod in $(k get pods --output name | grep -E "^pod/$set-[0-9]+$"); do
    # Not piped into grep -q: it ends at the first match, and kubectl's broken pipe would count as no match.
    if says $'zk_server_state\tleader' inside "$pod" zkMetrics.sh > /dev/null; then echo "${pod#pod/}"; return; fi
  done
  return 1
}
