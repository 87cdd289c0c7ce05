#!/usr/bin/env bash
# A private, throw-away Docker engine (dockerd, BuildKit, Compose v2) for a Debian machine that has none of its own.
# Needs root and a Debian mirror.
#
#   local-engine.sh up       fetch (once), start, write $STATE/env
#   local-engine.sh down     stop, and undo what the engine did to the network
#   local-engine.sh purge    down, then delete $STATE (images and volumes too)
#   . $STATE/env             point docker and docker compose at it
#
# $STATE is LOCAL_ENGINE_STATE, else /var/tmp/local-engine. Where an engine with Compose v2 already answers, "up" uses
# that one and "down" leaves it alone.
#
# Debian 12 has an engine without BuildKit by default and only Compose v1. The packages of a newer release
# (ENGINE_SUITE) are statically linked Go programs that want nothing but an older glibc, so they are unpacked into
# $STATE and not installed: no foreign packages in dpkg, no /etc/docker, no docker group, no service, no other docker
# client shadowed.
set -euo pipefail

STATE=${LOCAL_ENGINE_STATE:-/var/tmp/local-engine}
ENGINE_SUITE=${ENGINE_SUITE:-trixie}               # the release that has Compose v2
KEYRING=${DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
# From ENGINE_SUITE (glibc 2.34 is enough) and from this machine's own release
# (linked against its own libraries).
NEW_PACKAGES=${NEW_PACKAGES:-docker.io docker-cli docker-buildx docker-compose containerd}
OWN_PACKAGES=${OWN_PACKAGES:-runc tini}

prefix=$STATE/prefix sock=$STATE/docker.sock pidfile=$STATE/dockerd.pid
say() { echo "local-engine: $*" >&2; }
die() { say "$*"; exit 1; }

running() { [ -s "$pidfile" ] && [ "$(cat "/proc/$(cat "$pidfile")/comm" 2>/dev/null)" = dockerd ]; }

fetch() {
  [ -x "$prefix/usr/sbin/dockerd" ] && return
  # The mirror that this machine's own apt uses.
  DEBIAN_MIRROR=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' |
    grep -v security | sed -n 1p)}
  [ -n "$DEBIAN_MIRROR" ] || die "apt knows no Debian mirror (set DEBIAN_MIRROR)"
  say "fetching an engine from $ENGINE_SUITE"
  apt-get -qq update || die "the Debian mirror does not answer"
  # Both look up their own files at fixed paths, so these are installed.
  local tools=()
  command -v iptables >/dev/null || tools+=(iptables)
  command -v ip >/dev/null || tools+=(iproute2)
  [ ${#tools[@]} -eq 0 ] || DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    install -y --no-install-recommends "${tools[@]}" >/dev/null || die "installing ${tools[*]} failed"
  # A private package index for ENGINE_SUITE, so that the machine's apt never
  # sees it. apt.conf.d (proxies and the like) still applies.
  local apt=$STATE/apt new
  rm -rf "$apt"; mkdir -p "$apt"/lists/partial "$apt"/cache/archives/partial "$apt"/debs
  echo "deb [signed-by=$KEYRING] $DEBIAN_MIRROR $ENGINE_SUITE main" >"$apt/sources.list"
  new=(-qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
       -o Dir::Etc::preferencesparts=/dev/null
       -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
  apt-get "${new[@]}" update || die "$DEBIAN_MIRROR has no $ENGINE_SUITE (set ENGINE_SUITE or DEBIAN_MIRROR)"
  # shellcheck disable=SC2086
  (cd "$apt/debs" && apt-get "${new[@]}" download $NEW_PACKAGES &&
     apt-get -qq -o APT::Sandbox::User=root download $OWN_PACKAGES)
  for d in "$apt"/debs/*.deb; do dpkg-deb -x "$d" "$prefix"; done
  rm -rf "$apt" "$prefix/usr/share"
  mkdir -p "$STATE/config/cli-plugins"
  ln -sf "$prefix"/usr/libexec/docker/cli-plugins/* "$STATE/config/cli-plugins/"
}

write_env() {
  cat >"$STATE/env" <<E
export DOCKER_HOST=unix://$sock
export DOCKER_CONFIG=$STATE/config
export PATH=$prefix/usr/bin:$prefix/usr/sbin:\$PATH
E
}

up() {
  if ! running && docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; then
    say "an engine is already there: using it"; mkdir -p "$STATE"; : >"$STATE/env"; return
  fi
  [ "$(id -u)" = 0 ] || die "no Docker engine with Compose v2 answers, and only root can start one; install Docker"
  command -v apt-get >/dev/null || die "no Docker engine with Compose v2 answers, and this is no Debian; install Docker"
  running && { say "already up"; return; }
  mkdir -p "$STATE"; fetch; write_env; . "$STATE/env"
  # What "down" puts back, and the directories that it removes again.
  for d in /run/docker /run/containerd /opt/containerd; do [ -e "$d" ] || echo "$d"; done >"$STATE/made"
  cat /proc/sys/net/ipv4/ip_forward >"$STATE/ip_forward"
  # A machine that never had a rule prints none at all.
  iptables-save | sed -n 's/^:FORWARD \([A-Z]*\).*/\1/p' | head -1 >"$STATE/forward_policy"
  # Container networks must not have larger packets than the way out.
  local dev mtu
  dev=$(ip -o route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -1)
  mtu=$(cat "/sys/class/net/${dev:-lo}/mtu"); [ "$mtu" -gt 1500 ] && mtu=1500
  setsid dockerd --data-root "$STATE/data" --exec-root "$STATE/exec" --pidfile "$pidfile" \
    -H "unix://$sock" --mtu "$mtu" --default-network-opt "bridge=com.docker.network.driver.mtu=$mtu" \
    >"$STATE/dockerd.log" 2>&1 </dev/null &
  for _ in $(seq 150); do docker info >/dev/null 2>&1 && break; sleep 0.2; done
  docker info >/dev/null 2>&1 || { tail -20 "$STATE/dockerd.log" >&2; die "dockerd did not start"; }
  say "dockerd $(docker version -f '{{.Server.Version}}'), $(docker info -f '{{.Driver}}')," \
      "compose $(docker compose version --short). Now:  . $STATE/env"
}

down() {
  [ -s "$pidfile" ] || { say "not ours, or not up"; return; }
  export PATH=$prefix/usr/bin:$prefix/usr/sbin:$PATH DOCKER_HOST=unix://$sock
  if running; then
    local pid; pid=$(cat "$pidfile")
    # Networks first: the daemon removes its own rules and bridges with them.
    docker ps -q | xargs -r docker stop >/dev/null
    docker ps -aq | xargs -r docker rm -f >/dev/null
    docker network prune -f >/dev/null
    kill -TERM "$pid"
    for _ in $(seq 300); do [ -d "/proc/$pid" ] || break; sleep 0.1; done
    [ ! -d "/proc/$pid" ] || die "dockerd ($pid) does not stop"
  fi
  # dockerd leaves its chains, docker0 and forwarding behind. Load the rules
  # again without its own (a restore replaces the tables, chains included).
  local policy; policy=$(cat "$STATE/forward_policy"); policy=${policy:-ACCEPT}
  iptables-save | grep -vE 'DOCKER|docker0|br-[0-9a-f]{12}' |
    sed "s/^:FORWARD [A-Z]*/:FORWARD $policy/" | iptables-restore
  ip link show docker0 >/dev/null 2>&1 && ip link del docker0
  cat "$STATE/ip_forward" >/proc/sys/net/ipv4/ip_forward
  awk -v d="$STATE/" 'index($2, d) == 1 {print $2}' /proc/mounts | xargs -r umount
  find /sys/fs/cgroup -depth -type d \( -path '*/docker' -o -path '*/docker/*' \) -exec rmdir {} + 2>/dev/null || true
  xargs -r rm -rf <"$STATE/made"
  rm -f "$pidfile" "$sock"
  say "down"
}

case ${1:-} in
  up) up ;;
  down) down ;;
  purge) down; rm -rf "$STATE" ;;
  *) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 64 ;;
esac
