#!/usr/bin/env bash
# soak.sh [--rounds N] [--seed S | --record FILE] [PART ...]: tests that take too long for every run; start them by hand.
# Without a PART it runs all parts. With an option it runs only faults.
#   probes          100,000 probes of a live server while every core is busy; none may fail
#   without-quorum  two of three members are stopped for three minutes; the third stays live, and is never ready
#   births          20 first starts with kills at random moments; an ensemble forms in each
#   arm64           three members from the image for arm64 on an emulator: they form, take a write and stop; a few minutes
#   release         makes a release twice, pushes it to a registry on this machine and compares; about 20 minutes the first time
#   backups         100 backups with a fault during each; none lacks a write that was acknowledged before its time; each tenth is restored
#   model           checks the data guard's rule in more states than the unit tests; needs minutes and up to 8 GB of memory
#   faults          N (200) random faults: stops, kills, lost and damaged volumes, cut networks, paused servers. No acknowledged write may be lost.
#                   Use an image with ZooKeeper 3.9.4 or later: 3.9.3 itself loses writes in about one of 300 rounds (ZOOKEEPER-4925).
#                   The same seed gives the same faults. Without --seed it is random. Each line of the output has it.
#                   --record FILE: N rounds in all, 100 with each new seed. FILE gets a line for each seed whose rounds lost no write: seed,
#                   rounds, acknowledged writes, image. After an interruption, the same command continues. At the end it prints the sums.
#                   Each image has sums of its own.
# ZKAGENT_IMAGE and ZKAGENT_BASE_IMAGE name the images; docker/image.sh builds both.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export ZKAGENT_IMAGE=${ZKAGENT_IMAGE:-zkagent/zookeeper:dev}
export ZKAGENT_BASE_IMAGE=${ZKAGENT_BASE_IMAGE:-zkagent/zookeeper-base:trixie}
all=(probes without-quorum births backups arm64 release model faults)

build() {
  if ! dotnet build "$here/$1" --configuration Release --nologo --verbosity quiet; then
    echo "cannot build $here/$1: dotnet's messages are above" >&2
    exit 1
  fi
}

# run_test NAME [PROJECT]: runs one explicit test and shows its figures. PROJECT is the container tests by default.
run_test() {
  local project=${2:-ZkAgent.ContainerTests}
  build "$project"
  "$here/$project/bin/Release/net10.0/$project" --explicit only --filter-method "*.$1" --ansi off --progress off --output Detailed --show-live-output on
}

part_probes() { run_test A_hundred_thousand_probes_of_a_live_server_under_full_load_all_say_yes; }

part_without_quorum() { run_test Two_of_three_members_gone_for_three_minutes_never_fail_live; }

part_births() { run_test Twenty_births_bear_kills_at_random_moments; }

part_arm64() {
  export ZKAGENT_ARM64_IMAGE=${ZKAGENT_ARM64_IMAGE:-zkagent/zookeeper:dev-arm64}
  "$here/../docker/image.sh" --arch arm64 "$ZKAGENT_ARM64_IMAGE"
  run_test Three_members_of_another_processor_form_an_ensemble
}

part_release() { "$here/release.sh"; }
part_backups() { run_test A_hundred_backups_during_faults_lack_no_acknowledged_write_and_servers_start_with_them; }

part_model() {
  run_test Deeper ZkAgent.Core.Tests
  run_test Further_at_random ZkAgent.Core.Tests
}

faults() { run_test Random_faults_lose_no_acknowledged_write_and_a_majority_with_data_always_serves; }

# Prints the sum of column $1 of the record, over the lines of this image.
recorded() { awk -F '\t' -v column="$1" -v image="$ZKAGENT_SOAK_IMAGE" '$4 == image { sum += $column } END { print sum + 0 }' "$ZKAGENT_SOAK_RECORD"; }

part_faults() {
  if [ -z "$ZKAGENT_SOAK_RECORD" ]; then
    faults
    return
  fi
  local wanted=$ZKAGENT_SOAK_ROUNDS done_before done_now
  ZKAGENT_SOAK_IMAGE=$(docker image inspect --format '{{.Id}}' "$ZKAGENT_IMAGE")
  export ZKAGENT_SOAK_IMAGE
  touch "$ZKAGENT_SOAK_RECORD"
  while done_before=$(recorded 2) && [ "$done_before" -lt "$wanted" ]; do
    ZKAGENT_SOAK_ROUNDS=$((wanted - done_before < 100 ? wanted - done_before : 100))
    faults
    done_now=$(recorded 2)
    if [ "$done_now" -le "$done_before" ]; then
      echo "cannot continue: the rounds of the last seed are not in $ZKAGENT_SOAK_RECORD, so a write was lost or the test failed; read its output above" >&2
      exit 1
    fi
  done
  echo "$(recorded 2) rounds over $(awk -F '\t' -v image="$ZKAGENT_SOAK_IMAGE" '$4 == image' "$ZKAGENT_SOAK_RECORD" | wc -l) seeds: $(recorded 3) acknowledged writes, none lost"
}

parts=() only_faults=()
export ZKAGENT_SOAK_ROUNDS=200 ZKAGENT_SOAK_SEED= ZKAGENT_SOAK_RECORD=
while [ $# -gt 0 ]; do
  case $1 in
    --rounds | --seed)
      if [[ ! ${2:-} =~ ^[0-9]+$ ]]; then
        echo "cannot use $1 ${2:-}: expected a number" >&2
        exit 64
      fi
      if [ "$1" = --rounds ]; then ZKAGENT_SOAK_ROUNDS=$2; else ZKAGENT_SOAK_SEED=$2; fi
      only_faults=(faults)
      shift 2
      ;;
    --record)
      if [ -z "${2:-}" ] || [ ! -d "$(dirname "$2")" ]; then
        echo "cannot use --record ${2:-}: expected a file in an existing directory" >&2
        exit 64
      fi
      ZKAGENT_SOAK_RECORD=$(realpath "$2")
      only_faults=(faults)
      shift 2
      ;;
    *)
      parts+=("$1")
      shift
      ;;
  esac
done
if [ ${#parts[@]} -eq 0 ]; then parts=("${only_faults[@]}"); fi
if [ ${#parts[@]} -eq 0 ]; then parts=("${all[@]}"); fi
for part in "${parts[@]}"; do
  if [[ " ${all[*]} " != *" $part "* ]]; then
    echo "cannot soak \"$part\": expected one of ${all[*]}" >&2
    exit 64
  fi
done
if [ -n "$ZKAGENT_SOAK_SEED" ] && [ -n "$ZKAGENT_SOAK_RECORD" ]; then
  echo "cannot use --seed with --record: a repeated seed adds nothing to the sums; remove one of the two" >&2
  exit 64
fi
for part in "${parts[@]}"; do
  echo "== $part"
  "part_${part//-/_}"
done
