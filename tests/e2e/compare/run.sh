#!/usr/bin/env bash
# run.sh [--loaded] [ROUNDS]: makes a table of docs/benchmarks.md. It measures an image with shell scripts and zkagent's image on the same
# cluster, one after the other, and prints medians of ROUNDS (3). Images and cluster are those of ../run.sh. Use --loaded if the nodes have
# the images.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../lib/images.sh"

loaded=false
if [ "${1:-}" = --loaded ]; then loaded=true; shift; fi
rounds=${1:-3}
image=${E2E_IMAGE:-zkagent/zookeeper:test}
client=${E2E_CLIENT_IMAGE:-zkagent/e2e-client:test}
scripts=${E2E_SCRIPTS_IMAGE:-zkagent/e2e-scripts:test}
make_image "$image" "$here/../../../docker/image.sh" "$image" trixie
"$here/../client/image.sh" "$client"
"$here/image.sh" "$scripts" > /dev/null
if [ $loaded = false ]; then for each in "$image" "$client" "$scripts"; do provide "$each"; done; fi
E2E_IMAGE=$(as_pulled "$image") E2E_CLIENT_IMAGE=$(as_pulled "$client") E2E_SCRIPTS_IMAGE=$(as_pulled "$scripts")
export E2E_IMAGE E2E_CLIENT_IMAGE E2E_SCRIPTS_IMAGE

results=$(mktemp)
trap 'rm -f "$results"' EXIT
for ((round = 1; round <= rounds; round++)); do
  for which in scripts unchanged base; do
    # Alternates the three, so that other load on the machine affects all of them.
    said=$("$here/one.sh" "$which") || { printf '%s\n' "$said" >&2; exit 1; }
    sed -n "s/^RESULT/$which/p" <<< "$said" | tee -a "$results" >&2
  done
done

# median WHICH COLUMN
median() {
  awk -F '\t' -v which="$1" -v column="$2" '$1 == which { print $column }' "$results" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
row() { # row WHAT COLUMN UNIT
  printf '| %s | %s%s | %s%s | %s%s |\n' "$1" "$(median scripts "$2")" "$3" "$(median unchanged "$2")" "$3" "$(median base "$2")" "$3"
}
printf '| medians of %d rounds | shell scripts | zkagent, the same manifest | zkagent, k8s/base |\n| --- | --- | --- | --- |\n' "$rounds"
row 'three fresh pods to all ready' 2 ' s'
row "a pod's deletion to the end of its processes" 3 ' s'
row "a pod's deletion to the end of the pod object" 4 ' s'
row 'rolling restart of three under load' 5 ' s'
row 'longest time without an acknowledged write in it' 6 ' s'
row 'acknowledged writes lost' 8 ''
