#!/usr/bin/env bash
# Sourced: makes a directory with the C library, the startup files and the headers of Debian bullseye. The binary is linked against
# them, so it also runs in images as old as bullseye (GLIBC 2.31).

# Prints the directory for the architecture $2 (amd64 or arm64; amd64 if not given). It is made once, under the cache $1.
require_sysroot() {
  local arch=${2:-amd64}
  local sysroot=$1/sysroot-bullseye-$arch mirror keyring work
  if [ -d "$sysroot" ]; then
    echo "$sysroot"
    return
  fi
  local directories=(./lib ./usr/lib ./usr/include)
  # Only amd64 has its program interpreter in /lib64.
  if [ "$arch" = amd64 ]; then directories+=(./lib64); fi
  mirror=$(debian_mirror) || return 1
  mapfile -t keyring < <(debian_keyring)
  mkdir -p "$1"
  work=$(mktemp -d "$1/sysroot.XXXXXX")
  echo "Making the sysroot (Debian bullseye, $arch), a few seconds" >&2
  # Packages are unpacked only, because no program in them runs. mmdebstrap writes a tarball first,
  # because it drops its privileges if it does not run as root.
  if ! mmdebstrap --variant=extract --architectures="$arch" --include=libc6-dev,libgcc-10-dev,zlib1g-dev "${keyring[@]}" --aptopt='Acquire::Check-Valid-Until "false"' \
    bullseye "$work/root.tar" "deb $mirror bullseye main" > "$work/log" 2>&1; then
    tail -n 10 "$work/log" >&2
    echo "cannot make the sysroot: check that $mirror is reachable and has bullseye, or set ZKAGENT_DEBIAN_MIRROR to another mirror" >&2
    rm -rf "$work"
    return 1
  fi
  mkdir "$work/root"
  # Unpacks what a linker reads, without device nodes and accounts.
  if ! tar --extract --file "$work/root.tar" --directory "$work/root" --no-same-owner "${directories[@]}"; then
    rm -rf "$work"
    echo "cannot unpack the sysroot into $1: check that 100 MB are free" >&2
    return 1
  fi
  relative_links "$work/root"
  # Another run may have made the same sysroot meanwhile. Then use that one.
  mv -T "$work/root" "$sysroot" 2> /dev/null || test -d "$sysroot"
  rm -rf "$work"
  echo "$sysroot"
}

# Makes absolute links relative. With an absolute link, the linker would use this machine's libraries instead of those in $1.
relative_links() {
  local link
  find "$1" -type l -lname '/*' | while read -r link; do
    ln -snf "$(realpath --canonicalize-missing --no-symlinks --relative-to="$(dirname "$link")" "$1$(readlink "$link")")" "$link"
  done
}

# Prints the names that GNU's tools have for the architecture $1.
triplet_of() {
  case $1 in
    amd64) echo x86_64-linux-gnu ;;
    arm64) echo aarch64-linux-gnu ;;
    *)
      echo "cannot build for the architecture \"$1\": expected amd64 or arm64" >&2
      return 64
      ;;
  esac
}

# Prints what compiles and links for the architecture $1, in the form of require_tools.
compiler_tools() {
  local triplet
  triplet=$(triplet_of "$1") || return
  printf '%s\n' "$triplet-gcc:gcc-${triplet//_/-}" "$triplet-objcopy:binutils-${triplet//_/-}" mmdebstrap
}

# Prints a script that calls gcc for the sysroot $1 and the architecture $2. With --sysroot alone, gcc searches its own directory
# first. So it would use this machine's startup files and libgcc, which need a newer C library. .NET passes --target, which only clang
# knows.
linker_of() {
  local triplet lib
  triplet=$(triplet_of "$2") || return
  lib=$1/usr/lib/$triplet
  cat << SCRIPT
#!/bin/bash
arguments=()
for argument; do
  case \$argument in
    --target=*) ;;
    *) arguments+=("\$argument") ;;
  esac
done
exec $triplet-gcc --sysroot="$1" -B"$1/usr/lib/gcc/$triplet/10/" -B"$lib/" -L"$1/usr/lib/gcc/$triplet/10" -L"$lib" "\${arguments[@]}"
SCRIPT
}
