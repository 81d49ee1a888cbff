# Sourced: random faults while the number of members changes. A seed decides the faults, and is a round of its own with new volumes.
#   E2E_CHAOS_SEEDS (1)      rounds: the seeds 1 to this number, or the seeds of this list ("3 17")
#   E2E_CHAOS_SECONDS (60)   how long the faults of a round last
#   E2E_CHAOS_RECORD         a file that gets a line for each round; rounds of this image that it has are not repeated
#   E2E_POD_KILL             a command that kills all processes of the pod with the UID $1 at once (kill -9); without it, only java is killed
# Nodes fail if E2E_NODE_DOWN and E2E_NODE_UP are set. With many seeds, set E2E_TIMEOUT (900 s) of run.sh.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names
. "$e2e/lib/membership.sh"

scale_chaos() {
  local seed seeds=${E2E_CHAOS_SEEDS:-1} record=${E2E_CHAOS_RECORD:-$scratch/record}
  touch "$record"
  # The clients are on a node that does not fail.
  safe=$(kubectl get nodes --output jsonpath='{.items[0].metadata.name}')
  writer_spec='"nodeName":"'$safe'",'
  at_end=nodes_up
  faults=(java pod force)
  if [ -n "${E2E_NODE_DOWN:-}" ] && [ -n "${E2E_NODE_UP:-}" ]; then faults+=(node); fi
  if [[ $seeds != *" "* ]]; then seeds=$(seq "$seeds"); fi
  for seed in $seeds; do
    if recorded "$record" | awk -v seed="$seed" '$2 == seed { found = 1 } END { exit !found }'; then continue; fi
    chaos_round "$seed"
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$E2E_IMAGE" "$seed" "$fault_count" "$acknowledged" "$lost" "$gap" "$settled" >> "$record"
  done
  figure "chaos, rounds (seeds)" "$(recorded "$record" | wc -l)"
  figure "chaos, faults" "$(sum "$record" 3)"
  figure "chaos, writes acknowledged" "$(sum "$record" 4)"
  figure "chaos, acknowledged writes lost" "$(sum "$record" 5)"
  figure "chaos, longest time without an acknowledged write" "$(most "$record" 6) s"
  figure "chaos, longest time from the last fault until settled" "$(most "$record" 7) s"
}

# The lines of the record for this image; the sum and the largest number of a column.
recorded() { awk -F '\t' -v image="$E2E_IMAGE" '$1 == image' "$1"; }
sum() { recorded "$1" | awk -F '\t' -v column="$2" '{ all += $column } END { print all + 0 }'; }
most() { recorded "$1" | awk -F '\t' -v column="$2" '$column > largest { largest = $column } END { print largest + 0 }'; }

# chaos_round SEED: a new ensemble of three, faults and scaling, quiet, and the check of every write.
chaos_round() {
  local end scaled_at tick start number
  RANDOM=$1
  fault_count=0 down=
  dynamic_ensemble 3
  start_writers 4 "$(addresses 5)"
  end=$((SECONDS + ${E2E_CHAOS_SECONDS:-60})) scaled_at=$SECONDS
  while [ "$SECONDS" -lt "$end" ]; do
    tick=$SECONDS
    if [ $((SECONDS - scaled_at)) -ge 12 ]; then
      scaled_at=$SECONDS
      number=$((1 + 2 * (RANDOM % 3)))
      say "seed $1: scale to $number"
      scale "$number"
    fi
    nodes_up
    one_fault "$1"
    # The next fault is five seconds after this one, also if it took long to cause it.
    while [ $((SECONDS - tick)) -lt 5 ]; do sleep 0.2; done
  done
  nodes_up
  start=$(now)
  scale 3
  eventually 120 "seed $1: three voters after the faults" votes 3
  eventually 120 "seed $1: three pods after the faults" only 3
  all_ready 120 3
  eventually 60 "seed $1: members that agree" agreed 3
  settled=$(since "$start")
  [ "$(ensembles | wc -w)" = 1 ] || fail "seed $1: the volumes have several ids of ensembles: $(ensembles)"
  check_scaling "seed $1"
  figure "seed $1, $fault_count faults, settled after" "$settled s"
  expect_at_most "seed $1, from the last fault until settled" "$settled" 30
  new_volumes
}

# one_fault SEED: a random fault of a random pod. A fault may find that the pod has just gone: that is a fault less.
one_fault() {
  local pods pod kind=${faults[RANDOM % ${#faults[@]}]} uid
  mapfile -t pods < <(k get pods --selector app.kubernetes.io/name=zookeeper --output name)
  if [ ${#pods[@]} = 0 ]; then return; fi
  pod=${pods[RANDOM % ${#pods[@]}]#pod/}
  say "seed $1: $kind of $pod"
  fault_count=$((fault_count + 1))
  case $kind in
    java) kill_java "$pod" || true ;;
    pod)
      if [ -z "${E2E_POD_KILL:-}" ]; then kill_java "$pod" || true
      elif uid=$(field "pod/$pod" '{.metadata.uid}'); then bash -c "$E2E_POD_KILL" kill "$uid" || true; fi ;;
    force) k delete pod "$pod" --force --grace-period=0 > /dev/null 2>&1 || true ;;
    node)
      down=$(field "pod/$pod" '{.spec.nodeName}') || down=
      if [ "$down" = "$safe" ]; then down=; fi
      if [ -n "$down" ]; then bash -c "$E2E_NODE_DOWN" node-down "$down" > /dev/null; fi ;;
  esac
}

# shellcheck disable=SC2016 # the pod's shell expands
kill_java() { timeout 5 kubectl --namespace "$namespace" exec "$1" -- sh -c 'for process in /proc/[0-9]*; do
    case $(readlink "$process/exe") in */java) kill -9 "${process#/proc/}" ;; esac; done' > /dev/null 2>&1; }

nodes_up() {
  if [ -n "${down:-}" ]; then bash -c "$E2E_NODE_UP" node-up "$down" > /dev/null; fi
  down=
}
