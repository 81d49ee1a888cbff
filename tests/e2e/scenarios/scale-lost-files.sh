#!/usr/bin/env bash
# Members lose the files of their membership while all are stopped. If only they start, an old list must not make them a quorum: plain
# ZooKeeper loses acknowledged writes there. Once the others are back, all data and the whole membership are there.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/membership.sh"
use_namespace scale-lost-files
dynamic_ensemble 1
scaled 3
scaled 5
start_writers 4 "$(addresses 5)"
note_list

# lose COUNT: the first COUNT members start without the files, alone; they must not serve.
lose() {
  local member
  all_stopped
  for member in $(seq 0 $(($1 - 1))); do on_volume "$set-$member" rm -rf "$files"; done
  scale "$1"
  for member in $(seq 0 $(($1 - 1))); do eventually 120 "$set-$member" says true field "pod/$set-$member" '{.status.containerStatuses[0].started}'; done
  # Longer than an election takes.
  eventually 60 "the reason in the log of $set-0" says "held back" reason "$set-0"
  say "$1 of five without their files: $(reason "$set-0")"
  for member in $(seq 0 $(($1 - 1))); do
    if verdict "$set-$member" > /dev/null 2>&1; then fail "$set-$member serves with an old list"; fi
  done
}
lose 2
scale 5
all_ready 180 5
eventually 60 "the membership of before" agreed 5
expect_list "two of five lost their files"
say "two of five lost their files: the others brought the membership back"

# Three of five with the files lost are no quorum with the other two: an operator has to say that the list of those is the newest.
lose 3
scale 5
eventually 120 "$set-4" says true field "pod/$set-4" '{.status.containerStatuses[0].started}'
eventually 60 "the reason of $set-0" says "ZK_FORCE_VOLUME" reason "$set-0"
say "three of five: $(reason "$set-0")"
k set env "statefulset/$set" "ZK_FORCE_VOLUME=$(date -u -d +1hour +%FT%TZ)" > /dev/null
k delete pod -l app.kubernetes.io/name=zookeeper --wait=true > /dev/null
all_ready 180 5
eventually 60 "the membership of before" agreed 5
expect_list "three of five lost their files"
check_scaling "lost files"
