#!/usr/bin/env bash
# Sourced after engine.sh: lets this machine run programs of another processor, for example in a RUN line of a Dockerfile.

# Checks that programs for the architecture $1 (Debian's name) run here. As root on Debian it installs what is missing.
require_emulation() {
  local arch=$1 machine register=/proc/sys/fs/binfmt_misc
  if [ "$arch" = "$(dpkg --print-architecture 2> /dev/null || echo amd64)" ]; then return; fi
  case $arch in
    amd64) machine=x86_64 ;;
    arm64) machine=aarch64 ;;
    *)
      echo "cannot emulate the architecture \"$arch\": expected amd64 or arm64" >&2
      return 64
      ;;
  esac
  # mmdebstrap needs arch-test. The package of update-binfmts registers the emulators, with the flag F: then containers need no emulator of their own.
  require_tools "qemu-$machine-static:qemu-user-static" update-binfmts:binfmt-support arch-test || return 1
  if [ ! -e "$register/register" ] && ! mount -t binfmt_misc binfmt_misc "$register" 2> /dev/null; then
    echo "cannot run programs for $arch: the kernel's binfmt_misc is not mounted at $register; mount it as root" >&2
    return 1
  fi
  if [ ! -e "$register/qemu-$machine" ]; then update-binfmts --enable "qemu-$machine" 2> /dev/null || true; fi
  if ! grep -q '^flags:.*F' "$register/qemu-$machine" 2> /dev/null; then
    echo "cannot run programs for $arch: qemu-$machine is not registered with the flag F; install qemu-user-static and run update-binfmts --enable qemu-$machine as root" >&2
    return 1
  fi
}
