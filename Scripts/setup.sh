# Sourced by run and test: makes sure of the toolchain and of the system packages.

fail() { # fail STATUS MESSAGE: one line that says what to do
  echo "reckoner: $2" >&2
  exit "$1"
}

require_toolchain() {
  command -v swift >/dev/null ||
    fail 69 "there is no Swift toolchain; install Swift 6.2 or newer (https://swift.org/install) and put swift on the PATH"
  local version
  version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+)\.([0-9]+).*/\1 \2/p' | head -n 1)
  local major=${version% *} minor=${version#* }
  if [ -z "$version" ] || [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    fail 69 "Swift ${version// /.} is too old; install Swift 6.2 or newer (https://swift.org/install)"
  fi
}

# What a build needs beyond the toolchain, on Debian 12.
build_packages=(git pkg-config libc6-dev libstdc++-12-dev zlib1g-dev libdeflate-dev libprotobuf-c-dev libsqlite3-dev libuchardet-dev libxml2-dev)
# What the tests need beyond that.
test_packages=(protobuf-compiler protobuf-c-compiler libprotobuf-dev python3 poppler-utils chromium)
# What the tests of clients in other languages need.
client_test_packages=(python3 python3-venv)

require_packages() {
  local missing=() package
  command -v dpkg-query >/dev/null ||
    fail 69 "this is no Debian system: install the equivalents of $* and build with swift build -c release"
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null ||
      fail 77 "these system packages are missing, and only root can install them: apt-get install ${missing[*]}"
    as_root=(sudo -n)
  fi
  echo "reckoner: installing ${missing[*]}" >&2
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" \
    apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    fail 69 "installing failed (above); try: apt-get update && apt-get install ${missing[*]}"
  fi
  rm -f "$log"
}

programs=(reckoner-storage reckoner-analytics reckoner-ingest reckoner-gateway reckon)

# Whether nothing has changed since the last build. Asking swift build itself takes some seconds for each program.
is_built() { # is_built CONFIGURATION
  local stamp=.build/$1/reckoner.built
  [ -f "$stamp" ] &&
    [ -z "$(find Package.swift Shared Services Scripts/setup.sh -newer "$stamp" -print -quit)" ]
}

build_programs() { # build_programs CONFIGURATION
  local program
  is_built "$1" && return
  # One product at a time: a plain build would also build every target of every dependency.
  for program in "${programs[@]}"; do
    swift build -c "$1" --product "$program" || fail 70 "the build failed (above)"
  done
  touch ".build/$1/reckoner.built"
}
