#!/usr/bin/env bash
# Every pod is deleted at once, as after a power cut of everything, with Parallel pod management.
. "$(dirname "$0")/../lib/e2e.sh"
. "$e2e/lib/base.sh"
. "$e2e/lib/full-restart.sh"
use_namespace full-restart
full_restart
