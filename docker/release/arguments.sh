#!/usr/bin/env bash
# shellcheck disable=SC2034 # release.sh uses the names
# Sourced by release.sh: reads its arguments, and checks what they name. A release takes minutes, so all of this comes first.

usage="expected docker/release.sh DIR [--push REGISTRY/REPOSITORY] [--plain-http]"

# read_arguments ARGUMENT...: sets out, push (empty: no push) and plain_http (true or false).
read_arguments() {
  out='' push='' plain_http=false
  while [ $# -gt 0 ]; do
    case $1 in
      --push)
        push=${2:-}
        require_repository "$push" || return
        shift
        ;;
      --plain-http) plain_http=true ;;
      -*)
        echo "cannot use \"$1\": $usage" >&2
        return 64
        ;;
      *)
        if [ -n "$out" ]; then
          echo "cannot make a release in two directories, $out and $1: $usage" >&2
          return 64
        fi
        out=$1
        ;;
    esac
    shift
  done
  if [ -z "$out" ]; then
    echo "cannot make a release without a directory for it: $usage" >&2
    return 64
  fi
  if $plain_http && [ -z "$push" ]; then
    echo "cannot use --plain-http without --push: $usage" >&2
    return 64
  fi
}

# require_repository REPOSITORY: checks that it has the form REGISTRY/REPOSITORY.
require_repository() {
  if ! [[ $1 =~ ^([a-zA-Z0-9.-]+[.:][a-zA-Z0-9.:-]*|localhost)(/[a-z0-9]+([._-]+[a-z0-9]+)*)+$ ]]; then
    echo "cannot push to \"$1\": expected REGISTRY/REPOSITORY without a tag, as in registry.example:5000/team/zookeeper" >&2
    return 64
  fi
}

# require_empty DIR: checks that DIR is empty or can be made.
require_empty() {
  if [ -e "$1" ] && { [ ! -d "$1" ] || [ -n "$(ls -A "$1")" ]; }; then
    echo "cannot make a release in $1: expected an empty directory, or a new one" >&2
    return 1
  fi
  if ! mkdir -p "$1" || [ ! -w "$1" ]; then
    echo "cannot make a release in $1: it cannot be written to; give another directory" >&2
    return 1
  fi
}

# read_commit ROOT: sets version, commit, and SOURCE_DATE_EPOCH to the commit's time, unless it is set already. A release has what the
# commit has, and the version that its Directory.Build.props has.
read_commit() {
  local tags
  if ! commit=$(git -C "$1" rev-parse HEAD 2>&1); then
    echo "cannot make a release of $1: make it in a clone of a git repository; git says: ${commit//$'\n'/ }" >&2
    return 1
  fi
  if [ -n "$(git -C "$1" status --porcelain)" ]; then
    echo "cannot make a release of files that are in no commit: commit, remove or ignore what git status lists" >&2
    return 1
  fi
  version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$1/Directory.Build.props")
  tags=$(git -C "$1" tag --points-at HEAD --list 'v*')
  if [ -n "$tags" ] && ! grep --quiet --line-regexp --fixed-strings "v$version" <<< "$tags"; then
    echo "cannot release $version from a commit with the tag $tags: set the Version in Directory.Build.props, or tag the commit v$version" >&2
    return 1
  fi
  SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$1" log -1 --format=%ct)}
  export SOURCE_DATE_EPOCH
}
