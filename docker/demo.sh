#!/usr/bin/env bash
# demo.sh: starts three members with zkagent on this machine, named as a StatefulSet names them. demo.sh down: removes them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/engine.sh"

image=zkagent/zookeeper:dev
name=zkagent-demo
label=zkagent.demo=1
domain=zk-hs.demo.svc.cluster.local
members=(0 1 2)
# Seconds in which a member must serve. A busy machine is slow.
timeout=120

up() {
  "$here/image.sh" "$image"
  docker network inspect "$name" > /dev/null 2>&1 || docker network create --label "$label" "$name" > /dev/null
  local n
  for n in "${members[@]}"; do start_member "$n"; done
  echo "Waiting until all ${#members[@]} members serve (a first start needs every member)"
  for n in "${members[@]}"; do wait_for_member "$n"; done
  echo
  docker exec "$name-0" zkagent status
  how_to_go_on
}

# Keeps a member that runs this image. Replaces a member that has stopped or runs an older image; the new one gets its volume.
start_member() {
  local n=$1 member=$name-$1 publish=()
  if [ "$(docker container inspect --format '{{.State.Running}} {{.Image}}' "$member" 2> /dev/null)" = "true $(image_id)" ]; then
    echo "$member already runs"
    return
  fi
  docker rm --force "$member" > /dev/null 2>&1 || true
  docker volume inspect "$member" > /dev/null 2>&1 || docker volume create --label "$label" "$member" > /dev/null
  # One client port is enough for a demo. The engine chooses a free port, reachable from this machine only.
  if [ "$n" = 0 ]; then publish=(--publish 127.0.0.1::2181); fi
  echo "Starting $member"
  docker run --detach --name "$member" --label "$label" --hostname "zk-$n" --domainname "$domain" \
    --network "$name" --network-alias "zk-$n.$domain" --volume "$member:/var/lib/zookeeper" --stop-timeout 30 \
    --env ZK_REPLICAS="${#members[@]}" --env ZK_HEAP_SIZE=256M ${publish[@]+"${publish[@]}"} "$image" > /dev/null
}

image_id() {
  docker image inspect --format '{{.Id}}' "$image"
}

wait_for_member() {
  local member=$name-$1 deadline=$((SECONDS + timeout)) answer
  if ! answer=$(docker exec "$member" zkagent wait --timeout "${timeout}s" 2>&1); then give_up "$member" "$answer"; fi
  until answer=$(docker exec "$member" zkagent probe ready 2>&1); do
    if [ "$SECONDS" -ge "$deadline" ] || ! is_running "$member"; then give_up "$member" "$answer"; fi
    sleep 0.5
  done
  echo "$member: $answer"
}

is_running() {
  [ "$(docker container inspect --format '{{.State.Running}}' "$1" 2> /dev/null)" = true ]
}

give_up() {
  echo "The last lines of $1's log:" >&2
  docker logs --tail 25 "$1" >&2 || true
  if ! is_running "$1"; then
    set -- "$1" "it ended with exit code $(docker container inspect --format '{{.State.ExitCode}}' "$1"); the reason is above"
  fi
  echo "cannot start $1: $2" >&2
  echo "For its whole log run docker logs $1. To begin again run docker/demo.sh down, then docker/demo.sh" >&2
  exit 1
}

how_to_go_on() {
  local leader witness=$name-0
  leader=$(leading_member)
  if [ "$leader" = "$witness" ]; then witness=$name-1; fi
  cat << TEXT

Clients on this machine connect to $(docker port "$name-0" 2181/tcp). Next steps:
  docker exec $witness /opt/zookeeper/bin/zkCli.sh -server localhost:2181 create /hello world
  docker kill $leader && sleep 2 && docker exec $witness zkagent status    # another member leads; docker/demo.sh starts it again
  docker/demo.sh down    # removes the containers, their volumes and the network
TEXT
}

leading_member() {
  local n leader=$name-2
  for n in "${members[@]}"; do
    if [[ $(docker exec "$name-$n" zkagent metrics 2> /dev/null || true) == *$'\nzk_server_state\tleader'* ]]; then leader=$name-$n; fi
  done
  echo "$leader"
}

# Removes only objects with the label.
down() {
  local kind ids found=no
  for kind in container volume network; do
    ids=$(list "$kind")
    if [ -z "$ids" ]; then continue; fi
    case $kind in
      container) xargs docker rm --force --volumes <<< "$ids" ;;
      *) xargs docker "$kind" rm <<< "$ids" ;;
    esac > /dev/null
    found=yes
    echo "Removed $(wc -l <<< "$ids") $kind(s)"
  done
  if [ "$found" = no ]; then echo "Nothing to remove"; fi
}

list() {
  case $1 in
    container) docker container ls --all --quiet --filter "label=$label" ;;
    *) docker "$1" ls --quiet --filter "label=$label" ;;
  esac
}

case ${1:-up} in
  up) up ;;
  down) require_engine && down ;;
  *)
    echo "cannot run \"$1\": expected docker/demo.sh, which starts the demo, or docker/demo.sh down, which removes it" >&2
    exit 64
    ;;
esac
