#!/usr/bin/env bash
# Sourced by release.sh: compares the packages of the images.

# require_same_packages SBOM SBOM: checks that the images of these two SPDX documents have the same versions of ZooKeeper, Java and the C
# library. Debian builds each architecture for itself, so a mirror can have a newer version for one of them.
require_same_packages() {
  local different
  # A package that neither image has has another name now, so it counts as a difference.
  different=$(jq --null-input --raw-output '
    [inputs] as [$a, $b]
    | def versions($kind): [.packages[] | select((.SPDXID | startswith("SPDXRef-Package-deb-")) and (.name | test("^" + $kind + "$"))) | "\(.name) \(.versionInfo)"]
        | sort | join(", ") | if . == "" then "no \($kind)" else . end;
      ["zookeeper", "libzookeeper-java", "openjdk-[0-9]+-jre-headless", "libc6"][] as $kind
    | ($a | versions($kind)) as $one | ($b | versions($kind)) as $other
    | select($one != $other or ($one | startswith("no "))) | "\($a.name) has \($one), \($b.name) has \($other)"' "$1" "$2") || return 1
  if [ -n "$different" ]; then
    echo "cannot release images with different packages: ${different//$'\n'/; }; wait until the mirror has the same versions for both, or set ZKAGENT_DEBIAN_MIRROR to a snapshot of Debian's archive that has them" >&2
    return 1
  fi
}
