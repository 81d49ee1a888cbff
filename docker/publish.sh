#!/usr/bin/env bash
# publish.sh DIR: the one way the native binary is made. Writes DIR/zkagent, which needs no more than GLIBC 2.31.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/engine.sh"
. "$here/mirror.sh"
. "$here/sysroot.sh"

if [ $# -ne 1 ]; then
  echo "cannot publish without a place to write to: docker/publish.sh DIR" >&2
  exit 64
fi
out=$1
project=src/ZkAgent/ZkAgent.csproj
highest=2.31
cache=${ZKAGENT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/zkagent}
# A fresh machine has no libicu, and nothing here compares words of a language.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}

# Copies what the binary is made of to $1: a change while the compiler runs can't get into the cache under a wrong name, and
# bin/ and obj/ of other builds, which have other settings, are left alone.
copy_sources() {
  (cd "$here/.." && find . -maxdepth 1 \( -name 'Directory.*.props' -o -iname nuget.config -o -name global.json -o -name .editorconfig \) -print0 |
    tar --create --null --files-from=- --exclude=bin --exclude=obj ./src) | tar --extract --directory "$1"
}

# By content: a touched file costs nothing, a changed one costs a publish.
hash_of() {
  {
    (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
    cat "$here/publish.sh" "$here/sysroot.sh"
    echo "$sdk"
  } | sha256sum | cut -c1-16
}

compile() {
  local sysroot
  require_tools gcc objcopy:binutils mmdebstrap
  sysroot=$(require_sysroot "$cache") || return 1
  linker_of "$sysroot" > "$work/gcc"
  chmod +x "$work/gcc"
  echo "Publishing for linux-x64 (native), about a minute"
  if ! (cd "$work/tree" && dotnet publish "$project" --configuration Release --runtime linux-x64 \
    --output "$work/out" --nologo --verbosity quiet -p:PublishAot=true \
    "-p:CppCompilerAndLinker=$work/gcc" -p:ObjCopyName=objcopy) > "$work/log" 2>&1; then
    sed "s#$work/tree/##g" "$work/log" | tail -n 30 >&2
    echo "cannot publish $project: dotnet's messages are above" >&2
    return 1
  fi
  # Under its name in one step: another run may look for it at this moment.
  install -D -m 0755 "$work/out/zkagent" "$binary.$$"
  mv "$binary.$$" "$binary"
  # Binaries of a week ago are not asked for again.
  find "$cache/bin" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -r {} +
}

# The highest GLIBC version that a symbol of the file $1 asks for.
glibc_need() {
  objdump -T "$1" | grep -o 'GLIBC_[0-9][0-9.]*' | cut -d_ -f2 | sort -V | tail -n 1
}

if ! command -v dotnet > /dev/null; then
  echo "cannot build without the .NET SDK 10: install it (dotnet-install.sh --channel 10.0 needs no root), put dotnet on PATH and run this again" >&2
  exit 1
fi
if ! sdk=$(cd "$here/.." && dotnet --version 2>&1); then
  echo "$sdk" >&2
  echo "cannot use this .NET SDK: install the one that global.json asks for (dotnet-install.sh --channel 10.0)" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/tree"
copy_sources "$work/tree"
if [ ! -f "$work/tree/$project" ]; then
  echo "cannot find $project: run this from a complete clone of the repository" >&2
  exit 1
fi

require_tools objdump:binutils
binary=$cache/bin/$(hash_of "$work/tree")/zkagent
if [ ! -x "$binary" ]; then compile; fi

# A symbol of a newer C library is a container that doesn't start, so the promise is checked on each binary.
need=$(glibc_need "$binary")
if [ "$(printf '%s\n' "$need" "$highest" | sort -V | tail -n 1)" != "$highest" ]; then
  echo "cannot use this binary: it needs GLIBC $need, and older ZooKeeper images have $highest; see how docker/sysroot.sh links it" >&2
  exit 1
fi
install -D -m 0755 "$binary" "$out/zkagent"
echo "zkagent: $(stat -c %s "$binary") bytes, needs GLIBC $need"
