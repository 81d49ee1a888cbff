#!/usr/bin/env bash
# Sourced by release.sh: checks everything that a release needs before the long work, and prints every problem.

# require_release ROOT OUT PUSH PLAIN_HTTP SUITE ARCH...: checks the directory OUT, the commit of the clone ROOT, the registry of PUSH (empty:
# none), Debian's mirror, and this machine. Fails after all checks if one failed. Where it could install tools, it first makes the checks that
# change nothing, and ends there if one of them failed.
require_release() {
  local root=$1 out=$2 push=$3 plain_http=$4 suite=$5 arch tools=(jq skopeo fakeroot strings:binutils) problems=0 registry_answers=false
  shift 5
  for arch in "$@"; do mapfile -t -O ${#tools[@]} tools < <(compiler_tools "$arch"; emulation_tools "$arch"); done

  # The checks that follow need these two.
  check require_tools git curl
  check require_empty "$out"
  check with git read_commit "$root"
  check require_dotnet "$root"
  # The sysroot of docker/sysroot.sh has bullseye's C library.
  check require_mirror bullseye "$suite"
  if [ -n "$push" ]; then
    if with curl require_registry "${push%%/*}" "$plain_http"; then registry_answers=$(command -v curl > /dev/null && echo true || echo false); else problems=$((problems + 1)); fi
  fi
  if [ "$problems" -gt 0 ] && can_install; then return 1; fi

  check require_tools "${tools[@]}"
  # Elsewhere than on Debian, no other package brings the keys of its archive.
  if [ ! -e /usr/share/keyrings/debian-archive-keyring.gpg ]; then check require_tools debian-archive-keyring; fi
  if $registry_answers; then check with skopeo require_login "${push%%/*}"; fi
  check require_engine
  check require_kubernetes_tools
  for arch in "$@"; do
    mapfile -t tools < <(emulation_tools "$arch")
    if all_here "${tools[@]}"; then check require_emulation "$arch"; fi
  done
  [ "$problems" -eq 0 ]
}

# check COMMAND...: counts a problem if COMMAND fails. It has said why.
check() { "$@" || problems=$((problems + 1)); }

# with TOOL COMMAND...: runs COMMAND if TOOL is here. require_tools says that it is missing.
with() { if command -v "$1" > /dev/null; then "${@:2}"; fi; }

# all_here TOOL[:PACKAGE]...: succeeds if all of them are installed.
all_here() {
  local tool
  for tool in "$@"; do command -v "${tool%%:*}" > /dev/null || return 1; done
}
