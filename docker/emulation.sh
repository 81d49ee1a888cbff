#!/usr/bin/env bash
# Sourced after engine.sh: lets this machine run programs of another processor, for example in a RUN line of a Dockerfile.

# Prints the processor of the architecture $1 (Debian's name) in the kernel's words. Prints nothing if it is this machine's own.
emulated_machine() {
  if [ "$1" = "$(dpkg --print-architecture 2> /dev/null || echo amd64)" ]; then return; fi
  case $1 in
    amd64) echo x86_64 ;;
    arm64) echo aarch64 ;;
    *)
      echo "cannot emulate the architecture \"$1\": expected amd64 or arm64" >&2
      return 64
      ;;
  esac
}

# Prints what emulates the architecture $1, in the form of require_tools. mmdebstrap needs arch-test. The package of update-binfmts
# registers the emulators, with the flag F: then containers need no emulator of their own.
emulation_tools() {
  local machine
  machine=$(emulated_machine "$1") || return
  if [ -n "$machine" ]; then printf '%s\n' "qemu-$machine-static:qemu-user-static" update-binfmts:binfmt-support arch-test; fi
}

# Checks that programs for the architecture $1 run here. As root on Debian it installs what is missing.
require_emulation() {
  local arch=$1 machine tools register=/proc/sys/fs/binfmt_misc
  machine=$(emulated_machine "$arch") || return
  if [ -z "$machine" ]; then return; fi
  mapfile -t tools < <(emulation_tools "$arch")
  require_tools "${tools[@]}" || return 1
  if [ ! -e "$register/register" ] && ! mount -t binfmt_misc binfmt_misc "$register" 2> /dev/null; then
    echo "cannot run programs for $arch: the kernel's binfmt_misc is not mounted at $register; mount it as root" >&2
    return 1
  fi
  # Debian 12's package registers by update-binfmts, Ubuntu 24.04's by systemd.
  if [ ! -e "$register/qemu-$machine" ]; then update-binfmts --enable "qemu-$machine" 2> /dev/null || systemctl restart systemd-binfmt 2> /dev/null || true; fi
  if ! grep -q '^flags:.*F' "$register/qemu-$machine" 2> /dev/null; then
    echo "cannot run programs for $arch: qemu-$machine is not registered with the flag F; install qemu-user-static and run update-binfmts --enable qemu-$machine as root" >&2
    return 1
  fi
}
