#!/bin/sh
# Brings the program, for action.yml and for the releases: sh .github/action/program.sh STEP
#
# A release is taken when it is one of exactly the commit or tag that a workflow names, and only with the checksum that
# the release names. Otherwise the source that lies here is built, which is that commit itself.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
folder=${RUNNER_TEMP:-/tmp}/digest-program

say() { printf '%s\n' "$*"; }
fail() {
  printf '::error title=digest::%s\n' "$*"
  exit 1
}
output() { printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:-/dev/null}"; }
sha256() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1; }
version() { sed -n 's/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml" | head -n 1; }

is_commit() {
  case $1 in
  *[!0-9a-f]*) return 1 ;;
  esac
  [ ${#1} -eq 40 ]
}

target() {
  case $(uname -s)-$(uname -m) in
  Linux-x86_64) say x86_64-unknown-linux-gnu ;;
  Linux-aarch64 | Linux-arm64) say aarch64-unknown-linux-gnu ;;
  Darwin-x86_64) say x86_64-apple-darwin ;;
  Darwin-arm64) say aarch64-apple-darwin ;;
  MINGW*-x86_64 | MSYS*-x86_64) say x86_64-pc-windows-msvc ;;
  *) say none ;;
  esac
}

# A file of the release into the folder; 1 where there is none.
get() {
  curl --silent --show-error --fail --location --proto '=https,file' --proto-redir '=https' --retry 3 --max-time 300 \
    --output "$folder/$1" "$releases/$tag/$1" 2>"$folder/why" || return 1
}

source_it() {
  say "$1: the program is built from source."
  rm -rf "$folder"
  sum=$(cd "$here" && find src themes .github build.rs Cargo.toml Cargo.lock rust-toolchain.toml -type f |
    LC_ALL=C sort | while read -r file; do sha256 "$file"; done | { cat >"${RUNNER_TEMP:-/tmp}/sums"; sha256 "${RUNNER_TEMP:-/tmp}/sums"; })
  output from source
  output key "digest-program-$(target)-$sum"
}

# find: a release of this commit, else what to build and keep.
find_it() {
  rm -rf "$folder"
  mkdir -p "$folder"
  output folder "$folder"
  releases=${RELEASES:-https://github.com/${ACTION_REPOSITORY:-}/releases/download}
  [ "${SOURCE:-false}" != true ] || { source_it "It was asked for" && return; }
  [ -n "${ACTION_REPOSITORY:-}" ] || { source_it "This is the program's own repository" && return; }
  [ "$(target)" != none ] || { source_it "There are no releases for this system" && return; }
  case ${ACTION_REF:-} in
  v[0-9]*) tag=$ACTION_REF ;;
  *)
    is_commit "${ACTION_REF:-}" || { source_it "A branch has no release" && return; }
    tag=v$(version)
    ;;
  esac
  archive=digest-$(target).tar.gz
  get SHA256SUMS || { source_it "There is no release $tag" && return; }
  for file in COMMIT "$archive"; do
    get "$file" || fail "the release $tag names $file and does not have it"
    named=$(awk -v name="$file" '$2 == name || $2 == "*" name { print $1 }' "$folder/SHA256SUMS")
    [ "$(sha256 "$folder/$file")" = "$named" ] || fail "$file of the release $tag has not the checksum that the release names"
  done
  if is_commit "$ACTION_REF" && [ "$(cat "$folder/COMMIT")" != "$ACTION_REF" ]; then
    source_it "The release $tag is of another commit" && return
  fi
  [ -z "${SHA256:-}" ] || [ "$(sha256 "$folder/$archive")" = "$SHA256" ] || fail "$archive has not the SHA-256 that was asked for"
  tar -xzf "$folder/$archive" -C "$folder"
  rm -f "$folder/$archive"
  output from release
  say "The program is that of the release $tag."
}

# build: the program from the source here.
build_it() {
  if is_commit "${ACTION_REF:-}"; then
    DIGEST_COMMIT=$ACTION_REF
    export DIGEST_COMMIT
  fi
  (cd "$here" && cargo build --locked --release --target-dir "${RUNNER_TEMP:-/tmp}/digest-target")
  mkdir -p "$folder"
  cp "${RUNNER_TEMP:-/tmp}/digest-target/release/digest" "$folder/"
}

# archive: the program for TARGET, into archive/, for a release.
archive() {
  cd "$here"
  rustup target add "$TARGET"
  cargo build --locked --release --target "$TARGET"
  mkdir -p archive
  program=digest
  [ -f "target/$TARGET/release/$program" ] || program=digest.exe
  cp LICENSE LICENSE-APACHE LICENSE-MIT archive/
  cp "target/$TARGET/release/$program" archive/
  tar -czf "archive/digest-$TARGET.tar.gz" -C archive "$program" LICENSE LICENSE-APACHE LICENSE-MIT
}

# path: the program on the PATH of the steps that follow.
path() {
  say "$folder" >>"${GITHUB_PATH:-/dev/null}"
  "$folder/digest" --version
}

case ${1:-} in
find) find_it ;;
build) build_it ;;
archive | path) "$1" ;;
*) fail "there is no such step" ;;
esac
