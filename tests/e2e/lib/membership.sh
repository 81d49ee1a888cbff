# Sourced: an ensemble with dynamic membership, scaled by kubectl scale, and what its members say of the configuration.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names
. "$e2e/lib/base.sh"

# Small members, because five of them may share one machine.
applied=overlays/minimal component=dynamic-membership
management=Parallel
# Where the members keep the files of the membership.
files=/var/lib/zookeeper/data/membership

# apply_members COUNT [SETTING=VALUE...]: applies the manifests with this number of members. Sets founded, for later calls.
apply_members() {
  founded=$1
  patch='[{"op": "replace", "path": "/spec/replicas", "value": '$1'},
    {"op": "replace", "path": "/spec/podManagementPolicy", "value": "'$management'"}]'
  apply_base "ZK_REPLICAS=$1" "ZK_POD_MANAGEMENT=$management" "${@:2}"
}

# dynamic_ensemble COUNT [SETTING=VALUE...]: apply_members, and waits until all of them vote and are ready. Sets formed, in seconds.
dynamic_ensemble() {
  local start
  start=$(now)
  apply_members "$@"
  eventually 180 "$1 voters" votes "$1"
  all_ready 120 "$1"
  formed=$(since "$start")
  figure "fresh pods until $1 vote and are ready" "$formed s"
}

# addresses COUNT [PORT]: prints the connect string of the ordinals below COUNT, also of pods that do not exist yet.
addresses() {
  local member list=''
  for member in $(seq 0 $(($1 - 1))); do list+=,$set-$member.$set-headless.$namespace.svc.cluster.local:${2:-2181}; done
  echo "${list#,}"
}

# server_lines POD: prints the server lines of the newest list that ZooKeeper wrote on the pod's volume. Files have their version, a
# hexadecimal number, in the name; those of other lists (.next, .join) have words there. The address of a port for all clients is left out.
server_lines() {
  # shellcheck disable=SC2016 # the pod's shell expands
  inside "$1" sh -c 'cd "$0" && newest=$(for file in zoo.cfg.dynamic.*; do
      version=${file#zoo.cfg.dynamic.}; case $version in *[!0-9a-f]*) ;; *) echo "$((0x$version)) $file" ;; esac; done | sort -n | tail -n 1) \
    && cat "${newest#* }"' "$files" | tr --delete '\134' | sed 's/;0\.0\.0\.0:/;/' | grep '^server\.' | sort
}

# list_of POD VOTE: prints the ordinals that have this vote (participant or observer) by the pod's list, in order.
list_of() { server_lines "$1" | sed -n "s/^server\.\([0-9]*\)=.*:$2.*/\1/p" | sort -n | awk '{ print $1 - 1 }' | paste --serial --delimiters ' '; }

# voters POD: prints the ordinals that vote.
voters() { list_of "$1" participant; }

# votes COUNT: succeeds if the first member says that the ordinals below COUNT vote, and no others.
votes() { equals "$(seq -s ' ' 0 $(($1 - 1)))" voters "$set-0"; }

# agreed COUNT: succeeds if all of them say the same.
agreed() {
  local member
  for member in $(seq 0 $(($1 - 1))); do equals "$(seq -s ' ' 0 $(($1 - 1)))" voters "$set-$member" || return 1; done
}

# only COUNT: succeeds if the StatefulSet has this many pods and no more.
only() { equals "$1" field "statefulset/$set" '{.status.replicas}'; }

# scale COUNT: kubectl scale, and no more.
scale() { k scale "statefulset/$set" --replicas="$1" > /dev/null; }

# scaled COUNT [WHAT]: scales, and waits until the new list holds and all pods agree. Sets settled (seconds until the list held) and step_gap
# (the longest time without an acknowledged write of any writer meanwhile).
scaled() {
  local start before
  before=$(field "statefulset/$set" '{.spec.replicas}')
  gaps_begin
  start=$(now)
  scale "$1"
  eventually 120 "$1 voters after $before" votes "$1"
  settled=$(since "$start")
  eventually 120 "$1 pods after $before" only "$1"
  all_ready 120 "$1"
  eventually 30 "$1 members that agree" agreed "$1"
  step_gap=$(gaps_end)
  figure "${2:+$2, }$before to $1, kubectl scale until the configuration is settled" "$settled s"
  if [ "${writers:-0}" != 0 ]; then figure "${2:+$2, }$before to $1, longest time without an acknowledged write" "$step_gap s"; fi
}

# gaps_begin: gaps of the writers count from now on. gaps_end: prints the longest of all writers since then.
gaps_begin() {
  local number
  for number in $(seq "${writers:-0}"); do k exec "writer-$number" -- writer gap | cut -d ' ' -f 2 > "$scratch/gap-$number"; done
}

gaps_end() {
  local number
  for number in $(seq "${writers:-0}"); do k exec "writer-$number" -- writer gap "$(cat "$scratch/gap-$number")"; done \
    | sort --numeric-sort | awk 'END { print NR ? $1 : "0.00" }'
}

# note_list: keeps the server lines. expect_list WHAT: fails if a member has others now, in words or in order.
note_list() { server_lines "$set-0" > "$scratch/list"; }

expect_list() {
  local member lines
  for member in $(seq 0 $(($(wc -l < "$scratch/list") - 1))); do
    lines=$(server_lines "$set-$member")
    [ "$lines" = "$(cat "$scratch/list")" ] || fail "$1 changed the membership of $set-$member: expected"$'\n'"$(cat "$scratch/list")"$'\n'"but it is"$'\n'"$lines"
  done
}

# ensembles: prints the different ids of ensembles on the volumes of all pods.
ensembles() {
  local pod
  for pod in $(k get pods --output name | grep -E "^pod/$set-[0-9]+$"); do
    inside "${pod#pod/}" sed -n 's/^ensemble=//p' /var/lib/zookeeper/data/zkagent.identity
  done | sort -u
}

# on_volume POD COMMAND...: runs COMMAND in a pod that has the volume of POD at its place, while POD does not exist.
on_volume() {
  local command runs=volume-of-$1
  command=$(printf '"%s",' "${@:2}")
  k run "$runs" --image="$E2E_IMAGE" --restart=Never --overrides='{"spec":{"securityContext":{"runAsUser":1000,"runAsGroup":1000,"fsGroup":1000},
    "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"data-'"$1"'"}}],
    "containers":[{"name":"run","image":"'"$E2E_IMAGE"'","command":['"${command%,}"'],"volumeMounts":[{"name":"data","mountPath":"/var/lib/zookeeper"}]}]}}' > /dev/null
  eventually 60 "$* on the volume of $1" equals Succeeded field "pod/$runs" '{.status.phase}'
  k delete pod "$runs" --wait=true > /dev/null
}

# all_stopped: scales to zero, and waits until no pod is left.
all_stopped() {
  scale 0
  eventually 120 "the end of all pods" only 0
}

# check_scaling DURING [kept]: check_writers and report_writer. With "kept", each writer must have kept its session.
check_scaling() {
  check_writers "$(addresses "$(field "statefulset/$set" '{.status.replicas}')" "${client_port:-2181}")"
  report_writer "$1"
  [ "${2:-}" != kept ] || [ "$sessions" = "$writers" ] || fail "the $writers clients needed $sessions sessions: expected that each keeps its session"
}

# new_volumes: deletes the ensemble, its clients and its claims, and empties volumes that no provisioner deletes.
new_volumes() {
  k delete statefulset "$set" --wait=true > /dev/null
  k delete pod --all --force --grace-period=0 > /dev/null 2>&1 || true
  eventually 120 "the end of all pods" equals "" k get pods --output name
  k delete persistentvolumeclaim --all --wait=true > /dev/null
  return_volumes "$namespace"
}
