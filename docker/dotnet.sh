#!/usr/bin/env bash
# Sourced: the .NET SDK that compiles the binary.

# require_dotnet ROOT: checks that the SDK is installed that ROOT/global.json names. Sets sdk, its version.
require_dotnet() {
  if ! command -v dotnet > /dev/null; then
    echo "cannot build without the .NET SDK 10: install it (dotnet-install.sh --channel 10.0 needs no root), put dotnet on PATH and run this again" >&2
    return 1
  fi
  if ! sdk=$(cd "$1" && dotnet --version 2>&1); then
    echo "$sdk" >&2
    echo "cannot use this .NET SDK: install the version that global.json names (dotnet-install.sh --channel 10.0)" >&2
    return 1
  fi
}
