#!/usr/bin/env bash
# An ensemble grows from one member to three. The new members must not elect themselves, and report this. Both solutions of
# k8s/operations.md lose no data.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
use_namespace growing
# servers N [SETTING=VALUE...]: sets the number of members to N.
servers() {
  patch='[{"op": "replace", "path": "/spec/replicas", "value": '$1'}]'
  apply_base "ZK_REPLICAS=$1" "${@:2}"
}
has() { says "numChildren = $kept" inside "$1" zkCli.sh -server localhost:2181 stat /acknowledged; }
servers 1
all_ready 120 1
start_writer "$(connect_string)"

servers 3
for member in 1 2; do eventually 120 "$set-$member held back" says "held back: this volume is empty" reason "$set-$member"; done
say "$set-1: $(reason "$set-1")"
check_writer
kept=$acknowledged
say "$set-0 served meanwhile: $acknowledged acknowledged writes, longest time without one $gap s"

servers 1
eventually 120 "the end of $set-1" absent "$set-1"
all_ready 120 1
eventually 30 "$kept nodes on $set-0 alone" has "$set-0"

start=$(now)
servers 3 "ZK_FORCE_BOOTSTRAP=$(date -u -d +1hour +%FT%TZ)"
eventually 60 "$set-2" k get pod "$set-2"
k delete pod -l app.kubernetes.io/name=zookeeper --wait=true > /dev/null
all_ready 180
figure "one server with an override until three are ready" "$(since "$start") s"
for member in 0 1 2; do eventually 30 "$kept nodes on $set-$member" has "$set-$member"; done
say "$kept acknowledged writes, all kept"
