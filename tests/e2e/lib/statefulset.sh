# Sourced: what scenarios ask of a StatefulSet and its pods. $set is its name; scenarios whose manifest calls it otherwise say so.
# shellcheck shell=bash disable=SC2154,SC2034 # words of one library are used by another, and by scenarios
set=zk

# all_ready SECONDS [REPLICAS]: waits until every pod is ready, as Kubernetes sees it.
all_ready() {
  k wait "statefulset/$set" --for=jsonpath='{.status.readyReplicas}'="${2:-3}" --timeout="${1}s" > /dev/null || fail "the ${2:-3} pods of $set: not ready within $1 s"
}

# rolled_out SECONDS: waits until every pod is of the newest revision and ready.
rolled_out() {
  k rollout status "statefulset/$set" --timeout="${1}s" > /dev/null || fail "the rollout of $set: not through within $1 s"
}

# inside POD COMMAND...: runs it in the pod's ZooKeeper container.
inside() {
  local pod=$1
  shift
  k exec "$pod" -- "$@"
}

# field KIND/NAME JSONPATH
field() { k get "$1" --output jsonpath="$2"; }

# delete_pod POD: sets ended, the seconds from the request until the last process of the pod's container was gone, and gone, until the pod was no
# more: between the two the kubelet unmounts, looks around every few seconds and reports, which no container can make shorter.
delete_pod() {
  local start witness uid
  uid=$(field "pod/$1" '{.metadata.uid}')
  # A process beside the server: it ends when PID 1 does, and with it this command, at once.
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

# no_longer POD UID: there is no such pod, or it is another one by now.
no_longer() {
  local uid
  uid=$(field "pod/$1" '{.metadata.uid}' 2> /dev/null) || return 0
  [ "$uid" != "$2" ]
}

# absent POD: there is none of that name.
absent() { equals "" k get pod "$1" --ignore-not-found --output name; }

# replaced POD UID: a new pod of that name is there and ready.
replaced() {
  equals "True" field "pod/$1" '{.status.conditions[?(@.type=="Ready")].status}' && [ "$(field "pod/$1" '{.metadata.uid}')" != "$2" ]
}

# restarts: how often containers of the set's pods were restarted by the kubelet, in all.
restarts() {
  k get pods --output jsonpath='{range .items[*]}{.metadata.name}{" "}{.status.containerStatuses[0].restartCount}{"\n"}{end}' \
    | awk -v set="$set" 'index($1, set "-") == 1 { sum += $2 } END { print sum + 0 }'
}

# leader: the pod that leads.
leader() {
  local pod
  for pod in $(k get pods --output name | grep -E "^pod/$set-[0-9]+$"); do
    # Not piped into grep -q: that ends at the first match, and kubectl's broken pipe would count as "no".
    if says $'zk_server_state\tleader' inside "$pod" zkMetrics.sh > /dev/null; then echo "${pod#pod/}"; return; fi
  done
  return 1
}
