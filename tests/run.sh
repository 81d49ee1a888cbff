#!/usr/bin/env bash
# Builds everything and runs every test: unit tests, process tests, and container tests with a real ZooKeeper.
#   tests/run.sh            all tests
#   tests/run.sh --quick    without the container tests
# As root on Debian it installs missing tools. Otherwise it prints what to install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

quick=false
[ "${1:-}" = --quick ] && quick=true
step() { printf '\n== %s\n' "$*" >&2; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

command -v dotnet >/dev/null || { echo "cannot build without the .NET SDK: install 10.0 or later, then run this again" >&2; exit 1; }

. docker/engine.sh
# promtool checks /metrics and the alerts, and Prometheus scrapes a real ensemble. A release is pushed to a real registry. RUNLEVEL=1 keeps
# the packages from starting services.
RUNLEVEL=1 require_tools prometheus promtool:prometheus docker-registry
require_tools skopeo jq
# Tests of durability read the agent's system calls.
require_tools strace
# The release script looks for the registry before it starts.
require_tools curl
# The status page is tested in a real browser.
[ $quick = true ] || require_tools chromium
# Tests of TLS make their certificates when they run.
require_tools openssl

step "build, with the analyzers of native AOT"
dotnet build ZkAgent.sln --configuration Release --verbosity quiet --nologo

# The build runs the analyzers, but checks neither layout nor the order of usings. Without documentation files it finds no unused usings.
step "layout and usings"
format() {
  dotnet format "$@" --no-restore --verify-no-changes ||
    { echo "cannot accept the layout of the sources: run dotnet format $*" >&2; exit 1; }
}
format whitespace ZkAgent.sln
format style ZkAgent.sln --severity info --diagnostics IDE0005

step "publish the native binaries"
docker/publish.sh "$out"
docker/publish.sh --arch arm64 "$out/arm64"
export ZKAGENT_BINARY=$out/zkagent ZKAGENT_ARM64_BINARY=$out/arm64/zkagent
. docker/mirror.sh
. docker/sysroot.sh
. tests/kubernetes-tools.sh
require_kubernetes_tools
ZKAGENT_OLD_ROOT=$(require_sysroot "${ZKAGENT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/zkagent}")
# The binary for arm64 runs on an emulator, with the same libraries of its processor.
require_tools qemu-aarch64-static:qemu-user-static
ZKAGENT_ARM64_ROOT=$(require_sysroot "${ZKAGENT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/zkagent}" arm64)
export ZKAGENT_OLD_ROOT ZKAGENT_ARM64_ROOT

if [ $quick = false ]; then
  step "build the images"
  export ZKAGENT_IMAGE=zkagent/zookeeper:test ZKAGENT_BASE_IMAGE=zkagent/zookeeper-base:trixie
  docker/image.sh "$ZKAGENT_IMAGE" trixie
  docker/image.sh "$ZKAGENT_IMAGE-bookworm" bookworm
  docker/image.sh "$ZKAGENT_IMAGE-sid" sid
fi

passed=0 failed=0 skipped=0
run() { # run NAME [COMMAND...]: runs one test program, or a command that runs one, and adds its summary to the totals
  step "$1"
  local log=$out/$1.log command=("${@:2}")
  if [ $# -eq 1 ]; then command=("tests/$1/bin/Release/net10.0/$1" --ansi off --progress off); fi
  "${command[@]}" 2>&1 | tee "$log" || true
  count() { sed -n "s/^ *$1: *\([0-9]\+\).*/\1/p" "$log" | tail -n 1; }
  local p f s
  p=$(count succeeded) f=$(count failed) s=$(count skipped)
  # A test program that ends without a summary has failed.
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1})) skipped=$((skipped + ${s:-0}))
}
run ZkAgent.Core.Tests
run ZkAgent.Tests
run ZkAgent.ChartTests
if [ $quick = false ]; then
  run ZkAgent.ContainerTests
  # With ZooKeeper 3.9.6, because 3.9.3 itself sometimes loses writes (ZOOKEEPER-4925). The soak test found it.
  run soak env ZKAGENT_IMAGE="$ZKAGENT_IMAGE-sid" ZKAGENT_BASE_IMAGE=zkagent/zookeeper-base:sid tests/soak.sh --rounds 10
fi

printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
