#!/usr/bin/env bash
# run.sh: runs scenarios on the cluster that KUBECONFIG names.
#   run.sh                   every scenario
#   run.sh --quick           the scenarios that cover most in a few minutes; CI runs these
#   run.sh NAME...           the named scenarios
#   --jobs N                 N (2) at once, each in its own namespace; scenarios that change nodes run alone, at the end
#   --loaded                 the nodes have the images already
#   --keep                   leave the namespaces
# E2E_TIMEOUT is the number of seconds that a scenario may take (900).
# E2E_IMAGE is the image under test (zkagent/zookeeper:test). E2E_OLDER_IMAGE has ZooKeeper 3.8 (the same name with -bookworm), and
# E2E_NEWEST_IMAGE has the newest one of Debian (with -sid). E2E_STAND_IN_IMAGE stands in for Bitnami's (stand-in/). They are built if they
# are missing and a scenario uses them. README.md explains how images get to the nodes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"
. lib/images.sh
. ../../docker/engine.sh
. ../kubernetes-tools.sh

quick=(formation full-restart rolling-restart old-k8szk)
jobs=2 loaded=false names=()
while [ $# -gt 0 ]; do
  case $1 in
    --quick) names+=("${quick[@]}") ;;
    --jobs) jobs=$2; shift ;;
    --loaded) loaded=true ;;
    --keep) export E2E_KEEP=true ;;
    -*) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 64 ;;
    *) names+=("$(basename "$1" .sh)") ;;
  esac
  shift
done
if [ ${#names[@]} -eq 0 ]; then mapfile -t names < <(basename --suffix=.sh scenarios/*.sh); fi
for name in "${names[@]}"; do
  [ -f "scenarios/$name.sh" ] || { echo "cannot run \"$name\": there is no scenarios/$name.sh; expected the name of a file in scenarios/" >&2; exit 64; }
done
require_kubernetes_tools
kubectl get nodes > /dev/null || { echo "cannot reach a cluster: KUBECONFIG is \"${KUBECONFIG:-}\"; set it to the configuration of a running cluster" >&2; exit 1; }

image=${E2E_IMAGE:-zkagent/zookeeper:test}
older=${E2E_OLDER_IMAGE:-$image-bookworm}
client=${E2E_CLIENT_IMAGE:-zkagent/e2e-client:test}
newest=${E2E_NEWEST_IMAGE:-$image-sid}
stand_in=${E2E_STAND_IN_IMAGE:-zkagent/stand-in:test}
make_image "$image" ../../docker/image.sh "$image" trixie
client/image.sh "$client"
needed=("$image" "$client")
# Loading one of these images takes half a minute, and most selections do not need it.
uses() { local name; for name in "${names[@]}"; do if grep --quiet "\$$1" "scenarios/$name.sh"; then return; fi; done; return 1; }
if uses E2E_OLDER_IMAGE; then make_image "$older" ../../docker/image.sh "$older" bookworm; needed+=("$older"); fi
if uses E2E_NEWEST_IMAGE; then make_image "$newest" ../../docker/image.sh "$newest" sid; needed+=("$newest"); fi
if uses E2E_STAND_IN_IMAGE; then make_image "$stand_in" stand-in/image.sh "$stand_in"; needed+=("$stand_in"); fi
if [ $loaded = false ]; then for each in "${needed[@]}"; do provide "$each"; done; fi
E2E_IMAGE=$(as_pulled "$image") E2E_OLDER_IMAGE=$(as_pulled "$older") E2E_NEWEST_IMAGE=$(as_pulled "$newest") E2E_CLIENT_IMAGE=$(as_pulled "$client")
E2E_STAND_IN_IMAGE=$(as_pulled "$stand_in")
E2E_FIGURES=$(mktemp)
export E2E_IMAGE E2E_OLDER_IMAGE E2E_NEWEST_IMAGE E2E_CLIENT_IMAGE E2E_STAND_IN_IMAGE E2E_FIGURES
logs=$(mktemp -d)
trap 'rm -rf "$logs" "$E2E_FIGURES"' EXIT

# header NAME WORD: prints the text after "# WORD:" in the scenario's header.
header() { sed -n "2,9s/^# $2: *//p" "scenarios/$1.sh"; }

# missing NAME: prints the first tool or variable that the scenario needs and that is missing.
missing() {
  local need
  for need in $(header "$1" needs); do
    if [[ $need == E2E_* ]]; then [ -n "${!need:-}" ] || { echo "$need"; return; }
    else command -v "$need" > /dev/null || { echo "$need"; return; }; fi
  done
}

passed=0 failed=0 skipped=0 together=() alone=()
declare -A running=()
for name in "${names[@]}"; do
  if need=$(missing "$name") && [ -n "$need" ]; then
    printf '%s: skipped, it needs %s\n' "$name" "$need"
    skipped=$((skipped + 1))
  elif [ -n "$(header "$name" alone)" ]; then alone+=("$name")
  else together+=("$name"); fi
done

begin() {
  timeout --kill-after=120 "${E2E_TIMEOUT:-900}" "scenarios/$1.sh" > "$logs/$1" 2>&1 &
  running[$!]=$1
}

# Waits until one of the running scenarios ends, and prints its output.
finish_one() {
  local pid code=0 name
  wait -n -p pid "${!running[@]}" || code=$?
  name=${running[$pid]}
  unset "running[$pid]"
  if [ $code = 0 ]; then passed=$((passed + 1)); printf '%s: passed\n' "$name"
  else failed=$((failed + 1)); printf '%s: FAILED (%s)\n' "$name" "$code"; fi
  cat "$logs/$name"
}

for name in ${together[@]+"${together[@]}"}; do
  if [ ${#running[@]} -ge "$jobs" ]; then finish_one; fi
  begin "$name"
done
while [ ${#running[@]} -gt 0 ]; do finish_one; done
for name in ${alone[@]+"${alone[@]}"}; do
  begin "$name"
  finish_one
done

printf '\n'
sort -s -t $'\t' -k 1,1 "$E2E_FIGURES" | awk -F '\t' '{ printf "%-22s %-62s %s\n", $1, $2, $3 }'
printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
