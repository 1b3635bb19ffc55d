# shellcheck shell=bash
# What a bare Debian 12 with Rust lacks, installed before it is needed.

rust_is_ready() {
  need cc build-essential
  need pkg-config pkg-config
  if ! command -v cargo >/dev/null && [[ -f $HOME/.cargo/env ]]; then
    # shellcheck disable=SC1091
    source "$HOME/.cargo/env"
  fi
  command -v cargo >/dev/null || die "Rust is missing. Install it as https://rustup.rs says, and start again."
  local pinned
  pinned=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  if command -v rustup >/dev/null && ! cargo --version &>/dev/null; then
    run rustup toolchain install "$pinned" --profile minimal --component clippy,rustfmt || use_installed "$pinned"
  fi
  case "$(cargo --version)" in
    "cargo $pinned"*) ;;
    *) die "Rust $pinned is needed, and this is $(cargo --version). With rustup: rustup toolchain install $pinned" ;;
  esac
}

# Without a network, the pinned version may be there under another name.
use_installed() {
  local pinned=$1 name
  for name in $(rustup toolchain list | cut -d ' ' -f 1); do
    if [[ $(rustup run "$name" cargo --version 2>/dev/null) == "cargo $pinned"* ]]; then
      export RUSTUP_TOOLCHAIN=$name
      return
    fi
  done
  die "Rust $pinned is not installed and could not be fetched."
}

# One test opens a record with automerge's own JavaScript package, others the app in a browser.
javascript_is_ready() {
  local folder
  need node nodejs
  need npm npm
  need chromium chromium
  for folder in tests/javascript tests/browser; do
    if [[ ! $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]]; then
      run npm ci --prefix "$folder" --no-audit --no-fund
    fi
  done
}

# need PROGRAM PACKAGE: installs Debian's package if the program is not there.
need() {
  command -v "$1" >/dev/null && return
  command -v apt-get >/dev/null || die "$1 is missing; install it (Debian's package is $2) and start again."
  local root=()
  if [[ $(id -u) != 0 ]]; then root=(sudo); fi
  heading "Installing $2, for $1"
  run "${root[@]}" apt-get update -q
  run "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$2"
}
