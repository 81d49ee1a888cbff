# Sourced: changes the image of a running release with data, and back, under four writing clients.
# shellcheck shell=bash disable=SC2154,SC2034 # other libraries and scenarios use the names

# old_release PATH IMAGE: manifests/PATH with the old image, and four writing clients.
old_release() {
  image=$2
  manifests "$1" | apply
  all_ready 240
  eventually 60 "a leader in the old ensemble" old_leader
  local hosts='' member
  for member in 0 1 2; do hosts+=,$(name_of "$set-$member"):$port; done
  start_writers 4 "${hosts#,}" ${client[@]+"${client[@]}"}
}

# old_leader: prints the pod that leads. The old image has no agent, so ZooKeeper is asked by its own commands.
old_leader() {
  local pod
  for pod in 0 1 2; do
    if says "Mode: leader" inside "$set-$pod" bash -c 'echo srvr | nc -w 2 localhost 2181' > /dev/null; then echo "$set-$pod"; return; fi
  done
  return 1
}

# swap IMAGE WHAT: sets the image in the StatefulSet, all containers, and waits for the rolling update.
swap() {
  local start
  start=$(now)
  k set image "statefulset/$set" "*=$1" > /dev/null
  rolled_out 420
  figure "$2" "$(since "$start") s"
}

# check_swap DURING: no acknowledged write of the four clients is lost.
check_swap() {
  check_writers
  report_writer "$1, four clients"
}
