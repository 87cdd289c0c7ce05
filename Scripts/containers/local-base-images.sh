#!/usr/bin/env bash
# Stand-ins for the two base images of the Dockerfile, for a machine that can reach a Debian mirror but no image
# registry. They carry the public names and the contents that the Dockerfile relies on, so that it builds unmodified.
# They are for testing only: never push them.
#
#   local-base-images.sh [--force]
#
# An image that is already present, or that can be pulled, is left as it is. A stand-in carries the label
# stand-in=true:  docker images --filter label=stand-in=true
#
#   debian:<suite>-slim          from mmdebstrap (minbase, no docs)
#   swift:<version>-<suite>      the same with the packages that the official image installs, and the toolchain of
#                                this machine, which must be of that version
set -euo pipefail
export LC_ALL=C

root_folder=$(cd "$(dirname "$0")/../.." && pwd)
base() { sed -n "s/^FROM \($1:[^ ]*\).*/\1/p" "$root_folder/Dockerfile" | sort -u; }
SUITE=${DEBIAN_SUITE:-bookworm}
DEBIAN_IMAGE=${DEBIAN_IMAGE:-$(base debian)}
SWIFT_IMAGE=${SWIFT_IMAGE:-$(base swift)}
# The directory whose usr/bin/swift is the compiler (as the official tarball unpacks).
TOOLCHAIN=${SWIFT_TOOLCHAIN:-$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swift || echo /usr/bin/swift)")")")")}
# Packages of the official image (swiftlang/swift-docker, debian/12), and certificates.
SWIFT_PACKAGES=${SWIFT_PACKAGES:-binutils libicu-dev libcurl4-openssl-dev libedit-dev libsqlite3-dev
  libncurses-dev libpython3-dev libxml2-dev pkg-config uuid-dev tzdata git gcc libstdc++-12-dev ca-certificates}
# Parts of the toolchain that "swift build" does not use (half of its size). SWIFT_LEAVE_OUT= (empty) keeps everything.
SWIFT_LEAVE_OUT=${SWIFT_LEAVE_OUT-usr/bin/lldb* usr/bin/repl_swift usr/bin/sourcekit-lsp usr/bin/clangd
  usr/bin/docc usr/bin/swift-format usr/bin/swift-build-sdk-interfaces usr/bin/wasmkit usr/lib/liblldb*
  usr/lib/libsourcekitdInProc.so usr/lib/libSwiftSourceKit* usr/lib/swift/embedded
  usr/lib/swift_static/embedded usr/lib/swift/FrameworkABIBaseline}
# Seconds that the registry has to say whether it knows an image, before a stand-in is made; 0: do not ask.
PULL_TIMEOUT=${PULL_TIMEOUT:-20}
# Room for a root file system (under 3 GB). Memory is several times faster than a disk here: dpkg syncs every file.
SCRATCH=${SCRATCH:-$(avail=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)
  [ "${avail:-0}" -gt 3000000 ] && echo /dev/shm || echo "${TMPDIR:-/var/tmp}")}

say() { echo "base-images: $*" >&2; }
die() { say "$*"; exit 1; }
force=; [ "${1:-}" = --force ] && force=1

have() { # the image is there, or can be had the ordinary way
  [ -n "$force" ] && return 1
  docker image inspect "$1" >/dev/null 2>&1 && { say "$1: present"; return; }
  [ "$PULL_TIMEOUT" -gt 0 ] && timeout "$PULL_TIMEOUT" docker manifest inspect "$1" >/dev/null 2>&1 || return 1
  docker pull -q "$1" >/dev/null && say "$1: pulled"
}

docker info >/dev/null 2>&1 || die "no Docker engine answers (local-engine.sh up starts one)"
need_debian= need_swift=
have "$DEBIAN_IMAGE" || need_debian=1
have "$SWIFT_IMAGE" || need_swift=1
[ -n "$need_debian$need_swift" ] || exit 0

why="the base images are not here and cannot be pulled; a stand-in"
[ "$(id -u)" = 0 ] || die "$why can only be made by root"
command -v apt-get >/dev/null || die "$why can only be made on Debian"
if [ -n "$need_swift" ]; then
  wanted=${SWIFT_IMAGE#swift:} wanted=${wanted%-"$SUITE"}
  found=$("$TOOLCHAIN/usr/bin/swift" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' || true)
  case $found. in
    "$wanted".*) ;;
    *) die "$why for $SWIFT_IMAGE needs a toolchain of Swift $wanted, but ${found:-none} is at $TOOLCHAIN (set SWIFT_TOOLCHAIN)" ;;
  esac
fi
# The mirrors that this machine's own apt uses for that suite.
site() { apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | awk -v r="$1" '$2 == r' | sed -n '1s/ .*//p'; }
MIRROR=${DEBIAN_MIRROR:-$(site "$SUITE")}
SECURITY_MIRROR=${DEBIAN_SECURITY_MIRROR:-$(site "$SUITE-security")}
[ -n "$MIRROR" ] && [ -n "$SECURITY_MIRROR" ] ||
  die "$why needs mirrors of $SUITE and $SUITE-security (set DEBIAN_MIRROR and DEBIAN_SECURITY_MIRROR)"

install_mmdebstrap() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    install -y --no-install-recommends mmdebstrap >/dev/null
}
if ! command -v mmdebstrap >/dev/null; then
  apt-get -qq update && install_mmdebstrap || die "$why needs mmdebstrap, and installing it failed"
fi
tmp=$(mktemp -d "$SCRATCH/base-images.XXXXXX"); trap 'rm -rf "$tmp"' EXIT

cat >"$tmp/sources.list" <<E
deb $MIRROR $SUITE main
deb $MIRROR $SUITE-updates main
deb $SECURITY_MIRROR $SUITE-security main
E
# How this machine's apt reaches its mirror (proxy, dates) holds in containers too.
apt-config dump | grep -E '^Acquire::((http|https)::[^ ]*(Proxy|Verify)|Retries|Check-Valid-Until|Check-Date)' \
  >"$tmp/host.conf" || true
# The official image's settings: caches do not stay in layers.
cat >"$tmp/docker-clean" <<'E'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Acquire::GzipIndexes "true";
Acquire::Languages "none";
Apt::AutoRemove::SuggestsImportant "false";
E

bootstrap() { # bootstrap DIR [PACKAGE...]: a minimal Debian
  local dir=$1 include=() p; shift
  for p in "$@"; do include+=(--include="$p"); done
  TMPDIR=$tmp mmdebstrap --quiet --mode=root --variant=minbase --format=directory \
    --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    "${include[@]}" \
    --customize-hook="upload $tmp/docker-clean /etc/apt/apt.conf.d/docker-clean" \
    --customize-hook="upload $tmp/host.conf /etc/apt/apt.conf.d/99host" \
    --customize-hook='rm -f "$1"/etc/resolv.conf "$1"/etc/hostname "$1"/etc/dpkg/dpkg.cfg.d/99mmdebstrap
      printf "path-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\npath-exclude /usr/share/doc/*\npath-include /usr/share/doc/*/copyright\n" >"$1"/etc/dpkg/dpkg.cfg.d/docker
      printf "#!/bin/sh\nexit 101\n" >"$1"/usr/sbin/policy-rc.d; chmod 755 "$1"/usr/sbin/policy-rc.d' \
    "$SUITE" "$dir" "$tmp/sources.list"
}
import() { docker import --change 'LABEL stand-in=true' --change "CMD [\"bash\"]" - "$1" >/dev/null; }

if [ -n "$need_debian" ]; then
  bootstrap "$tmp/debian"
  tar -c --numeric-owner --exclude='./var/cache/apt/*.bin' -C "$tmp/debian" . | import "$DEBIAN_IMAGE"
  rm -rf "$tmp/debian"
  say "$DEBIAN_IMAGE: stand-in made"
fi

if [ -n "$need_swift" ]; then
  root=$tmp/swift
  # shellcheck disable=SC2086
  bootstrap "$root" $SWIFT_PACKAGES
  # Where this machine's git finds the packages of a public host in a local
  # directory (url.<directory>.insteadOf), the image gets both.
  { git config --system --get-regexp '^url\..*\.insteadof$' || true
    git config --global --get-regexp '^url\..*\.insteadof$' || true; } |
  while read -r key from; do
    dir=${key#url.}; dir=${dir%.insteadof}
    [ -d "$dir" ] || continue
    git config -f "$root/etc/gitconfig" --add "url.$dir.insteadOf" "$from"
    git config -f "$root/etc/gitconfig" --replace-all safe.directory '*'
    [ -e "$root$dir" ] || { mkdir -p "$root$dir"; cp -a "$dir/." "$root$dir/"; }
  done
  # One stream of both trees. The engine refuses a path that comes twice, so
  # the second tree is only what the first has not.
  leave_out=()
  set -f                                         # patterns for find, not for this shell
  for p in $SWIFT_LEAVE_OUT; do leave_out+=(-path "./$p" -o); done
  set +f
  comm -z -13 <(cd "$root" && find . -print0 | sort -z) \
    <(cd "$TOOLCHAIN" && find ./usr \( "${leave_out[@]}" -false \) -prune -o -print0 | sort -z) >"$tmp/list"
  tar -c --numeric-owner --exclude='./var/cache/apt/*.bin' -C "$root" . --no-recursion -C "$TOOLCHAIN" --null -T "$tmp/list" |
    import "$SWIFT_IMAGE"
  say "$SWIFT_IMAGE: stand-in made, with Swift $found"
fi
