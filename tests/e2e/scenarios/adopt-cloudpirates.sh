#!/usr/bin/env bash
# The CloudPirates chart: a mounted zoo.cfg, and ids from 0.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/old.sh"
set=my-zookeeper
use_namespace adopt-cloudpirates
old_manifest cloudpirates/cloudpirates.yaml
for member in 0 1 2; do
  equals "$member" inside "$set-$member" cat /data/myid || fail "the myid of $set-$member is not $member"
done
