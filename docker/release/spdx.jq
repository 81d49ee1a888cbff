# Writes an SPDX 2.3 document. The input has a line for each part: the type of its purl, name, version, and the rest of the purl.
def package($id; $name; $version): {
  SPDXID: $id, name: $name, versionInfo: $version, downloadLocation: "NOASSERTION", filesAnalyzed: false,
  licenseConcluded: "NOASSERTION", licenseDeclared: "NOASSERTION", copyrightText: "NOASSERTION"
};
def id: "SPDXRef-Package-\(.kind)-\(.name | gsub("[^A-Za-z0-9.-]"; "-"))";
def relation($from; $type; $to): {spdxElementId: $from, relationshipType: $type, relatedSpdxElement: $to};

([inputs | split("\t") | {kind: .[0], name: .[1], version: .[2], address: .[3]}] | unique) as $parts
| "SPDXRef-Package-zkagent" as $agent
| "SPDXRef-Package-image" as $image_id
| (if $image == "" then $file else "image-\($version)-linux-\($arch)" end) as $name
| {
    spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT", name: $name,
    documentNamespace: "https://spdx.org/spdxdocs/\($name)-\($hash)",
    creationInfo: {created: $created, creators: ["Organization: The ZkAgent authors", "Tool: zkagent-sbom-\($version)"]},
    packages: (
      [package($agent; "zkagent"; $version) + {
        licenseDeclared: "Apache-2.0", packageFileName: $file, primaryPackagePurpose: "APPLICATION",
        checksums: [{algorithm: "SHA256", checksumValue: $checksum}]
      }]
      + [if $image == "" then empty else package($image_id; "zookeeper-image"; $version) + {primaryPackagePurpose: "CONTAINER"} end]
      + [$parts[] | package(id; .name; .version) + {externalRefs: [{
          referenceCategory: "PACKAGE-MANAGER", referenceType: "purl",
          referenceLocator: "pkg:\(.kind)/\(.address | gsub("\\+"; "%2B") | gsub(":"; "%3A"))"
        }]}]
    ),
    relationships: (
      (if $image == "" then [relation("SPDXRef-DOCUMENT"; "DESCRIBES"; $agent)]
       else [relation("SPDXRef-DOCUMENT"; "DESCRIBES"; $image_id), relation($image_id; "CONTAINS"; $agent)] end)
      + [$parts[] | if .kind == "nuget" then relation($agent; "STATIC_LINK"; id) else relation($image_id; "CONTAINS"; id) end]
    )
  }
