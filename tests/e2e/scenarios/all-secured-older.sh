#!/usr/bin/env bash
# TLS and authentication of clients and members together, in a new ensemble with the restricted profile,
# with ZooKeeper 3.8, which has other rules for FIPS.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/secured.sh"
use_namespace all-secured-older
image=$E2E_OLDER_IMAGE
all_secured
