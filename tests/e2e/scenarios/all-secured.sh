#!/usr/bin/env bash
# TLS and authentication of clients and members together, in a new ensemble with the restricted profile,
# with ZooKeeper 3.9.3.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/secured.sh"
use_namespace all-secured
all_secured
