#!/usr/bin/env bash
# sbom.sh ARCH VERSION BINARY [IMAGE]: prints an SPDX 2.3 document (JSON) of what is in the file BINARY: zkagent, its NuGet packages and
# the .NET runtime. With IMAGE, a Docker image, it describes that instead: every Debian package, and zkagent with what it consists of.
# The time in it is SOURCE_DATE_EPOCH.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [ $# -lt 3 ] || [ $# -gt 4 ]; then
  echo "cannot list the parts of a release: expected docker/release/sbom.sh ARCH VERSION BINARY [IMAGE]" >&2
  exit 64
fi
arch=$1 version=$2 binary=$3 image=${4:-}
created=$(date --utc --date "@${SOURCE_DATE_EPOCH:?cannot date the document: SOURCE_DATE_EPOCH is not set}" +%FT%TZ)

# Each of the following prints lines of four columns: the type of a purl, name, version, and the rest of the purl.
debian() {
  docker run --rm --entrypoint dpkg-query "$image" --show \
    --showformat 'deb\t${Package}\t${Version}\tdebian/${Package}@${Version}?arch=${Architecture}\n'
}
nuget() {
  dotnet list "$here/../../src/ZkAgent/ZkAgent.csproj" package --include-transitive --format json |
    jq --raw-output '.projects[].frameworks[] | (.topLevelPackages + (.transitivePackages // []))[] | select(.autoReferenced != "true")
      | ["nuget", .id, .resolvedVersion, "\(.id)@\(.resolvedVersion)"] | @tsv'
}
# The SDK chooses the runtime packs that the native compiler links: the base library, and ASP.NET Core with Kestrel.
runtime() {
  local dotnet runtime=linux-x64 pack
  if [ "$arch" != amd64 ]; then runtime=linux-$arch; fi
  dotnet=$(strings --all "$binary" | sed -n 's/^\.NET: ilc \([0-9][0-9.]*\).*/\1/p' | sort --unique)
  for pack in "Microsoft.NETCore.App.Runtime.NativeAOT.$runtime" "Microsoft.AspNetCore.App.Runtime.$runtime"; do
    printf 'nuget\t%s\t%s\t%s@%s\n' "$pack" "$dotnet" "$pack" "$dotnet"
  done
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  if [ -n "$image" ]; then debian; fi
  nuget
  runtime
} > "$work/parts"
if grep --quiet --invert-match -P '^[^\t]+\t[^\t]+\t[0-9][^\t]*\t[^\t]+$' "$work/parts"; then
  echo "cannot list the parts of a release: expected the type, name, version and purl of a part, got:" >&2
  grep --invert-match -P '^[^\t]+\t[^\t]+\t[0-9][^\t]*\t[^\t]+$' "$work/parts" >&2
  exit 1
fi

hash=$(cat "$work/parts" "$binary" | sha256sum | cut -c1-32)
jq --null-input --raw-input --arg arch "$arch" --arg version "$version" --arg hash "$hash" --arg created "$created" --arg image "$image" \
  --arg file "zkagent-$version-linux-$arch" --arg checksum "$(sha256sum "$binary" | cut -d' ' -f1)" --from-file "$here/spdx.jq" "$work/parts"
