#!/usr/bin/env bash
# soak.sh [PART ...]: what takes too long for every run, by hand. Without a PART all of them, one after the other.
#   probes          100,000 probes of a live server while every core is busy; not one may say no
#   without-quorum  two of three members gone for three minutes: live throughout, ready never
# ZKAGENT_IMAGE and ZKAGENT_BASE_IMAGE name the images; docker/image.sh builds both.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export ZKAGENT_IMAGE=${ZKAGENT_IMAGE:-zkagent/zookeeper:dev}
export ZKAGENT_BASE_IMAGE=${ZKAGENT_BASE_IMAGE:-zkagent/zookeeper-base:trixie}
tests=$here/ZkAgent.ContainerTests
all=(probes without-quorum)

build() {
  if ! dotnet build "$tests" --nologo --verbosity quiet; then
    echo "cannot build $tests: dotnet's messages are above" >&2
    exit 1
  fi
}

# Runs one explicit test by its name and shows its figures.
run_test() {
  "$tests/bin/Debug/net10.0/ZkAgent.ContainerTests" --explicit only --filter-method "*.$1" --no-ansi --no-progress --output Detailed --show-live-output on
}

part_probes() { run_test A_hundred_thousand_probes_of_a_live_server_under_full_load_all_say_yes; }

part_without_quorum() { run_test Two_of_three_members_gone_for_three_minutes_never_fail_live; }

parts=("$@")
if [ ${#parts[@]} -eq 0 ]; then parts=("${all[@]}"); fi
for part in "${parts[@]}"; do
  if [[ " ${all[*]} " != *" $part "* ]]; then
    echo "cannot soak \"$part\": expected one of ${all[*]}" >&2
    exit 64
  fi
done
build
for part in "${parts[@]}"; do
  echo "== $part"
  "part_${part//-/_}"
done
