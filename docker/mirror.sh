#!/usr/bin/env bash
# Sourced: where Debian's packages come from.

# The mirror that this machine's own apt uses, so that a machine with one of its own needs no setting; ZKAGENT_DEBIAN_MIRROR
# names another.
debian_mirror() {
  local mirror=${ZKAGENT_DEBIAN_MIRROR:-}
  if [ -z "$mirror" ]; then
    mirror=$(grep -rhoE '^[^#]*https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2> /dev/null | grep -oE 'https?://[^ ]+' | head -n 1) || true
  fi
  if [ -z "$mirror" ]; then
    echo "cannot tell where to get Debian's packages: this machine's apt names no Debian mirror; set ZKAGENT_DEBIAN_MIRROR to one" >&2
    return 1
  fi
  echo "${mirror%/}"
}
