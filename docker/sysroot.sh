#!/usr/bin/env bash
# Sourced: a directory with the C library, the startup files and the headers of Debian bullseye, which the binary is linked
# against, so that it runs in images as old as that (GLIBC 2.31).

# Prints the directory; made once, under the cache $1.
require_sysroot() {
  local sysroot=$1/sysroot-bullseye mirror work
  if [ -d "$sysroot" ]; then
    echo "$sysroot"
    return
  fi
  mirror=$(debian_mirror) || return 1
  mkdir -p "$1"
  work=$(mktemp -d "$1/sysroot.XXXXXX")
  echo "Making the sysroot (Debian bullseye), a few seconds" >&2
  # Unpacked only: nothing in it ever runs. As a tarball first, for mmdebstrap drops its privileges when it has none.
  if ! mmdebstrap --variant=extract --include=libc6-dev,libgcc-10-dev,zlib1g-dev --aptopt='Acquire::Check-Valid-Until "false"' \
    bullseye "$work/root.tar" "deb $mirror bullseye main" > "$work/log" 2>&1; then
    tail -n 10 "$work/log" >&2
    echo "cannot make the sysroot: is $mirror reachable, and does it have bullseye (ZKAGENT_DEBIAN_MIRROR names another)?" >&2
    rm -rf "$work"
    return 1
  fi
  mkdir "$work/root"
  # What a linker reads, not the device nodes and the accounts.
  if ! tar --extract --file "$work/root.tar" --directory "$work/root" --no-same-owner ./lib ./lib64 ./usr/lib ./usr/include; then
    rm -rf "$work"
    echo "cannot unpack the sysroot into $1: is there room for 100 MB?" >&2
    return 1
  fi
  relative_links "$work/root"
  # Another run may have been faster; its sysroot is as good.
  mv -T "$work/root" "$sysroot" 2> /dev/null || test -d "$sysroot"
  rm -rf "$work"
  echo "$sysroot"
}

# An absolute link would lead the linker out of the root $1 into this machine's own libraries.
relative_links() {
  local link
  find "$1" -type l -lname '/*' | while read -r link; do
    ln -snf "$(realpath --canonicalize-missing --no-symlinks --relative-to="$(dirname "$link")" "$1$(readlink "$link")")" "$link"
  done
}

# A gcc for the sysroot $1, as a script. --sysroot alone leaves gcc's own directory first in line, and with it the startup
# files and the libgcc of this machine, which ask for a newer C library.
linker_of() {
  local lib=$1/usr/lib/x86_64-linux-gnu
  printf '#!/bin/sh\nexec gcc --sysroot="%s" -B"%s/" -B"%s/" -L"%s" "$@"\n' \
    "$1" "$1/usr/lib/gcc/x86_64-linux-gnu/10" "$lib" "$lib"
}
