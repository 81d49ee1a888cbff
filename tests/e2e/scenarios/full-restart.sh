#!/usr/bin/env bash
# Every pod is deleted at once with Parallel pod management, as in a complete power failure.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
. "$e2e/lib/full-restart.sh"
use_namespace full-restart
full_restart
