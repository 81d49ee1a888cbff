#!/usr/bin/env bash
# TLS and authentication of clients and members together, in a new ensemble with the restricted profile,
# with the newest ZooKeeper of Debian, which has other rules for FIPS.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/secured.sh"
use_namespace all-secured-newest
image=$E2E_NEWEST_IMAGE
all_secured
