#!/usr/bin/env bash
# image.sh TAG: builds an image with Debian's python3-kazoo, an independent ZooKeeper client with TLS and SASL, openssl, the scenarios'
# writer, and the example application.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
docker=$here/../../../docker
. "$docker/engine.sh"
. "$docker/mirror.sh"

tag=${1:-zkagent/e2e-client:test}
mirror=$(debian_mirror) || exit 1
application=$here/../../../k8s/examples/application/members.py
require_engine
recipe=$(cat "$here"/* "$application" <(echo "$mirror") | sha256sum | cut -c1-16)
if [ "$(docker image inspect --format '{{index .Config.Labels "zkagent.recipe"}}' "$tag" 2> /dev/null)" = "$recipe" ]; then exit 0; fi
require_tools mmdebstrap

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mmdebstrap --variant=minbase --include=python3-kazoo,python3-pure-sasl,openssl --aptopt='Acquire::Check-Valid-Until "false"' \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --customize-hook="install -m 0755 '$here/writer.py' \"\$1/usr/local/bin/writer\"" \
  --customize-hook="install -m 0755 '$application' \"\$1/usr/local/bin/members\"" \
  trixie "$work/root.tar" "deb $mirror trixie main" > "$work/log" 2>&1 || {
  tail -n 15 "$work/log" >&2
  echo "cannot make $tag: mmdebstrap failed with the lines above; check that $mirror is reachable" >&2
  exit 1
}
docker import --change "LABEL zkagent.recipe=$recipe" --change "USER 1000:1000" --change 'CMD ["members"]' "$work/root.tar" "$tag" > /dev/null
