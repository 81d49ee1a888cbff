#!/usr/bin/env bash
# Sourced: chooses the mirror for Debian's packages.

# Prints the mirror that this machine's apt uses, so most machines need no setting. ZKAGENT_DEBIAN_MIRROR overrides it.
debian_mirror() {
  local mirror=${ZKAGENT_DEBIAN_MIRROR:-}
  if [ -z "$mirror" ]; then
    mirror=$(grep -rhoE '^[^#]*https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2> /dev/null | grep -oE 'https?://[^ ]+' | head -n 1) || true
  fi
  if [ -z "$mirror" ]; then
    echo "cannot choose a mirror for Debian's packages: this machine's apt has none; set ZKAGENT_DEBIAN_MIRROR to a mirror" >&2
    return 1
  fi
  echo "${mirror%/}"
}
