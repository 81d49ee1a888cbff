#!/usr/bin/env bash
# demo.sh: three ZooKeeper servers under zkagent on this machine, named as a StatefulSet would name them. demo.sh down: gone.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/engine.sh"

image=zkagent/zookeeper:dev
name=zkagent-demo
label=zkagent.demo=1
domain=zk-hs.demo.svc.cluster.local
members=(0 1 2)
# How long a member may take to serve; a machine that is busy building something else is slow.
patience=120

up() {
  "$here/image.sh" "$image"
  docker network inspect "$name" > /dev/null 2>&1 || docker network create --label "$label" "$name" > /dev/null
  local n
  for n in "${members[@]}"; do start_member "$n"; done
  echo "Waiting for all ${#members[@]} to serve (a first start needs every member)"
  for n in "${members[@]}"; do wait_for_member "$n"; done
  echo
  docker exec "$name-0" zkagent status
  how_to_go_on
}

# A member that runs this image stays; one that stopped or has an older image is made anew on the volume that it had.
start_member() {
  local n=$1 member=$name-$1 publish=()
  if [ "$(docker container inspect --format '{{.State.Running}} {{.Image}}' "$member" 2> /dev/null)" = "true $(image_id)" ]; then
    echo "$member runs already"
    return
  fi
  docker rm --force "$member" > /dev/null 2>&1 || true
  docker volume inspect "$member" > /dev/null 2>&1 || docker volume create --label "$label" "$member" > /dev/null
  # One client port is enough to play with; the engine picks a free one, for this machine only.
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
  local member=$name-$1 deadline=$((SECONDS + patience)) answer
  if ! answer=$(docker exec "$member" zkagent wait --timeout "${patience}s" 2>&1); then give_up "$member" "$answer"; fi
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
    set -- "$1" "it ended with exit code $(docker container inspect --format '{{.State.ExitCode}}' "$1"), the reason is above"
  fi
  echo "cannot bring up $1: $2" >&2
  echo "Its whole log: docker logs $1. To start over: docker/demo.sh down, then docker/demo.sh" >&2
  exit 1
}

how_to_go_on() {
  local leader witness=$name-0
  leader=$(leading_member)
  if [ "$leader" = "$witness" ]; then witness=$name-1; fi
  cat << TEXT

Clients of this machine connect to $(docker port "$name-0" 2181/tcp). How to go on:
  docker exec $witness /opt/zookeeper/bin/zkCli.sh -server localhost:2181 create /hello world
  docker kill $leader && sleep 2 && docker exec $witness zkagent status    # another one leads; docker/demo.sh brings it back
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

# Only what carries the label.
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
    echo "cannot do \"$1\": docker/demo.sh starts the demo, docker/demo.sh down removes it" >&2
    exit 64
    ;;
esac
