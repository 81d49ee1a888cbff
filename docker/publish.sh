#!/usr/bin/env bash
# publish.sh [--arch amd64|arm64] DIR: writes the native binary DIR/zkagent, which needs GLIBC 2.31 or later. Without --arch it is for
# amd64. The binary for arm64 is cross-compiled. No other script makes the binary.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/engine.sh"
. "$here/dotnet.sh"
. "$here/mirror.sh"
. "$here/sysroot.sh"

arch=amd64
if [ "${1:-}" = --arch ]; then
  arch=${2:-}
  shift $(($# < 2 ? $# : 2))
fi
triplet=$(triplet_of "$arch") || exit 64
if [ $# -ne 1 ]; then
  echo "cannot publish: expected a directory to write to, docker/publish.sh [--arch amd64|arm64] DIR" >&2
  exit 64
fi
out=$1
case $arch in amd64) runtime=linux-x64 ;; *) runtime=linux-$arch ;; esac
project=src/ZkAgent/ZkAgent.csproj
highest=2.31
cache=${ZKAGENT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/zkagent}
# A new machine has no libicu, and no program here needs rules of a language.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}

# Copies the sources of the binary to $1: src, and the text of the status page's runbook. So a change during the build cannot get
# into the cache under a wrong name. It leaves out bin/ and obj/, because other builds have other settings.
copy_sources() {
  (cd "$here/.." && find . -maxdepth 1 \( -name 'Directory.*.props' -o -iname nuget.config -o -name global.json -o -name .editorconfig \) -print0 |
    tar --create --null --files-from=- --exclude=bin --exclude=obj ./src ./docs/troubleshooting.md) | tar --extract --directory "$1"
}

# Hashes the content of the sources in $1. A new time stamp alone does not cause a build; a changed file does.
hash_of() {
  {
    (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
    cat "$here/publish.sh" "$here/sysroot.sh"
    echo "$sdk" "$arch"
  } | sha256sum | cut -c1-16
}

# Compiles in a directory with another name each time. PathMap keeps that name out of the binary, so the same sources give the same bytes.
compile() {
  local sysroot tools
  mapfile -t tools < <(compiler_tools "$arch")
  require_tools "${tools[@]}"
  sysroot=$(require_sysroot "$cache" "$arch") || return 1
  linker_of "$sysroot" "$arch" > "$work/gcc"
  chmod +x "$work/gcc"
  echo "Publishing for $runtime (native), about a minute"
  if ! (cd "$work/tree" && dotnet publish "$project" --configuration Release --runtime "$runtime" \
    --output "$work/out" --nologo --verbosity quiet -p:PublishAot=true \
    "-p:CppCompilerAndLinker=$work/gcc" "-p:ObjCopyName=$triplet-objcopy" "-p:PathMap=$work/tree/=/zkagent/") > "$work/log" 2>&1; then
    sed "s#$work/tree/##g" "$work/log" | tail -n 30 >&2
    echo "cannot publish $project: dotnet's messages are above" >&2
    return 1
  fi
  # Renames it in one step, because another run may look for it at the same time.
  install -D -m 0755 "$work/out/zkagent" "$binary.$$"
  mv "$binary.$$" "$binary"
  # Removes binaries that are older than a week.
  find "$cache/bin" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -r {} +
}

# Prints the highest GLIBC version that a symbol of the file $1 needs.
glibc_need() {
  objdump -T "$1" | grep -o 'GLIBC_[0-9][0-9.]*' | cut -d_ -f2 | sort -V | tail -n 1
}

require_dotnet "$here/.."

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

# With a symbol of a newer C library, the container would not start. So each binary is checked.
need=$(glibc_need "$binary")
if [ "$(printf '%s\n' "$need" "$highest" | sort -V | tail -n 1)" != "$highest" ]; then
  echo "cannot use this binary: it needs GLIBC $need, and older ZooKeeper images have $highest; see how docker/sysroot.sh links it" >&2
  exit 1
fi
install -D -m 0755 "$binary" "$out/zkagent"
echo "zkagent for $arch: $(stat -c %s "$binary") bytes, needs GLIBC $need"
