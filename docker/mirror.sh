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

# require_mirror SUITE...: checks that the mirror answers and has these suites.
require_mirror() {
  local mirror
  mirror=$(debian_mirror) || return 1
  archive_time "${@/#/deb $mirror }" > /dev/null
}

# Prints the option with which mmdebstrap trusts Debian's keys, if this machine's apt does not. Ubuntu's package of these keys has no
# file in apt's own directory.
debian_keyring() {
  if ! compgen -G '/etc/apt/trusted.gpg.d/debian-archive-*' > /dev/null; then echo --keyring=/usr/share/keyrings/debian-archive-keyring.gpg; fi
}

# archive_time "deb MIRROR SUITE main"...: prints when the lists of packages of these sources last changed, in seconds since 1970: the
# newest of them.
archive_time() (
  newest=0
  directory=$(mktemp -d)
  trap 'rm -rf "$directory"' EXIT
  chmod 0777 "$directory"
  for source in "$@"; do
    read -r _ mirror suite _ <<< "$source"
    if ! /usr/lib/apt/apt-helper download-file "$mirror/dists/$suite/InRelease" "$directory/$suite" > /dev/null 2>&1 ||
      ! time=$(date --utc --date "$(sed -n 's/^Date: //p' "$directory/$suite")" +%s); then
      echo "cannot read the date of $suite at $mirror: check that the mirror is reachable, or set ZKAGENT_DEBIAN_MIRROR to another one" >&2
      return 1
    fi
    if [ "$time" -gt "$newest" ]; then newest=$time; fi
  done
  echo "$newest"
)
