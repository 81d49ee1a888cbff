#!/usr/bin/env bash
# An older Bitnami chart: the script inside the command, `ruok` by nc as the probes.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-zookeeper
use_namespace adopt-bitnami-older
old_manifest bitnami/older
