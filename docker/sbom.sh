#!/usr/bin/env bash
# sbom.sh IMAGE ARCH VERSION: prints what the image consists of, as an SPDX 2.3 document (JSON): zkagent, its NuGet packages, the .NET
# runtime, and every Debian package. The time in it is SOURCE_DATE_EPOCH.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [ $# -ne 3 ]; then
  echo "cannot list an image's parts: expected docker/sbom.sh IMAGE ARCH VERSION" >&2
  exit 64
fi
image=$1 arch=$2 version=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Each line: type of the package's address (purl), name, version, the rest of the address.
{
  docker run --rm --entrypoint dpkg-query "$image" --show --showformat 'deb\t${Package}\t${Version}\tdebian/${Package}@${Version}?arch=${Architecture}\n'
  dotnet list "$here/../src/ZkAgent/ZkAgent.csproj" package --include-transitive --format json |
    jq --raw-output '.projects[].frameworks[] | (.topLevelPackages + (.transitivePackages // []))[] | select(.autoReferenced != "true")
      | ["nuget", .id, .resolvedVersion, "\(.id)@\(.resolvedVersion)"] | @tsv'
  docker run --rm --entrypoint zkagent "$image" --version |
    sed -n 's/.*(\.NET \([0-9.]*\)).*/nuget\tMicrosoft.NETCore.App\t\1\tMicrosoft.NETCore.App@\1/p'
} > "$work/packages"
for kind in deb nuget; do
  if ! grep -q "^$kind" "$work/packages"; then
    echo "cannot list the parts of $image: found no package of the type $kind" >&2
    exit 1
  fi
done

hash=$(sha256sum "$work/packages" | cut -c1-32)
jq --null-input --raw-input --arg name "zkagent-$version-linux-$arch" --arg version "$version" --arg hash "$hash" \
  --arg created "$(date --utc --date "@${SOURCE_DATE_EPOCH:?cannot date the document: SOURCE_DATE_EPOCH is not set}" +%FT%TZ)" '
  [inputs | split("\t") | {kind: .[0], name: .[1], version: .[2], address: .[3]}] | unique as $parts
  | def package($id; $name; $version): {SPDXID: $id, name: $name, versionInfo: $version, downloadLocation: "NOASSERTION", filesAnalyzed: false,
      licenseConcluded: "NOASSERTION", licenseDeclared: "NOASSERTION", copyrightText: "NOASSERTION"};
  def id: "SPDXRef-Package-\(.kind)-\(.name | gsub("[^A-Za-z0-9.-]"; "-"))";
  {
    spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT", name: $name,
    documentNamespace: "https://spdx.org/spdxdocs/\($name)-\($hash)",
    creationInfo: {created: $created, creators: ["Organization: The ZkAgent authors", "Tool: sbom.sh"]},
    packages: ([package("SPDXRef-Package-zkagent"; "zkagent"; $version) + {licenseDeclared: "Apache-2.0"}] + [$parts[]
      | package(id; .name; .version) + {externalRefs: [{referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: "pkg:\(.kind)/\(.address | gsub("\\+"; "%2B"))"}]}]),
    relationships: ([{spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: "SPDXRef-Package-zkagent"}] + [$parts[]
      | {spdxElementId: "SPDXRef-Package-zkagent", relationshipType: (if .kind == "nuget" then "STATIC_LINK" else "DEPENDS_ON" end), relatedSpdxElement: id}])
  }' "$work/packages"
