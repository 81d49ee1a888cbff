#!/usr/bin/env bash
# Checks that a Docker engine answers, and starts one if necessary. Run it, or source it and call require_engine.

# require_tools TOOL[:PACKAGE]...: checks that each TOOL is installed. As root on Debian it installs what is missing; otherwise it
# prints what to install. PACKAGE is needed if its name differs from the tool's. Other scripts use it, too.
require_tools() {
  local tool missing=()
  for tool in "$@"; do
    if command -v "${tool%%:*}" > /dev/null || [[ " ${missing[*]} " == *" ${tool#*:} "* ]]; then continue; fi
    missing+=("${tool#*:}")
  done
  if [ "${#missing[@]}" -eq 0 ]; then return; fi
  if ! can_install; then
    echo "cannot continue without ${missing[*]}: install them (Debian: sudo apt-get install ${missing[*]}), or run this as root on Debian" >&2
    return 1
  fi
  echo "Installing ${missing[*]}" >&2
  apt-get update -qq || echo "apt-get update failed for some package lists; continuing with the lists on this machine" >&2
  # Another apt may run, on a new machine for example that of the automatic updates. Then it waits.
  if ! DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -qq --yes --no-install-recommends "${missing[@]}" > /dev/null; then
    echo "cannot install ${missing[*]}: fix the problem that apt reports above, and run this again" >&2
    return 1
  fi
}

# Checks that require_tools can install what is missing.
can_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; }

require_engine() {
  if docker version > /dev/null 2>&1; then return; fi
  if [ -n "${DOCKER_HOST:-}" ]; then
    echo "cannot reach the Docker engine at $DOCKER_HOST (DOCKER_HOST): start it, or unset DOCKER_HOST to use the engine of this machine" >&2
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    echo "cannot reach a Docker engine as $(id -un): start it and join the group docker, or run this as root" >&2
    return 1
  fi
  require_tools dockerd:docker.io iptables || return 1
  # Since Debian 13 the client is a separate package.
  require_tools docker:docker-cli || return 1
  start_engine
}

start_engine() {
  local log="${ZKAGENT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/zkagent}/dockerd.log" deadline=$((SECONDS + 60)) pid
  # An init system may manage the engine. The installation of the package may have just started it.
  if [ -d /run/systemd/system ] && systemctl start docker 2> /dev/null; then
    echo "Started the Docker engine (systemd)"
  elif ! engine_runs; then
    mkdir -p "$(dirname "$log")"
    echo "Starting the Docker engine, its log is $log"
    setsid nohup dockerd > "$log" 2>&1 < /dev/null &
    pid=$!
  fi
  until docker version > /dev/null 2>&1; do
    if [ -n "${pid:-}" ] && ! kill -0 "$pid" 2> /dev/null; then
      tail -n 5 "$log" >&2
      echo "cannot start the Docker engine: it ended with the lines above; run this as root with all capabilities, cgroups and iptables" >&2
      return 1
    fi
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo "cannot reach the Docker engine within 60 s of its start: read $log" >&2
      return 1
    fi
    sleep 0.2
  done
}

engine_runs() {
  [ -f /var/run/docker.pid ] && kill -0 "$(cat /var/run/docker.pid)" 2> /dev/null
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  require_engine
  docker version --format 'Docker engine {{.Server.Version}} answers'
fi
