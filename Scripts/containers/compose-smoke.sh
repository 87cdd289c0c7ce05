#!/usr/bin/env bash
# Builds the image, brings the services up with docker-compose.yml, and checks from outside that they do what
# Docs/operations.md promises: answers through the one published port, data that outlives containers, recovery from
# kill -9, graceful stops, and answers marked as partial while a service is away. Takes everything down again, and ends
# with the size of the image and the time from up to healthy.
# usage: Scripts/containers/compose-smoke.sh
#
# Needs a Docker engine with Compose v2 (local-engine.sh) and the base images (local-base-images.sh). It uses a project
# name, volumes and a port of its own, and leaves other projects alone.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
project=${COMPOSE_SMOKE_PROJECT:-reckoner-smoke-$$}
image=reckoner:local
services="storage analytics ingest gateway"
grace=20 # stop_grace_period
work=$(mktemp -d)

begun=$SECONDS
step() { printf '[%4ds] %s\n' $((SECONDS - begun)) "$*"; }
dc() { docker compose -f "$root/docker-compose.yml" -p "$project" "$@"; } # no override file
fail() {
  step "FAIL: $*"
  dc ps -a || true
  dc logs --no-color --tail 40 || true
  exit 1
}
quiet() { dc "$@" >"$work/compose.log" 2>&1 || { tail -n 60 "$work/compose.log"; fail "docker compose $*"; }; }
cleanup() {
  dc --profile cli down -v --remove-orphans --timeout 5 >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}
export RECKONER_PORT=${COMPOSE_SMOKE_PORT:-$(free_port)}
export RECKONER_HTTP_PORT=${COMPOSE_SMOKE_HTTP_PORT:-$(free_port)}

# reckon, as a client of its own on this machine's network: what it reaches, it reaches through the published port.
# Leaves its answer in $out, its messages in $err and its status in $status.
reckon() {
  status=0
  docker run --rm -i --network host -v "$root/Samples:/reports:ro" -w /reports \
    -e "RECKONER_GATEWAY=127.0.0.1:$RECKONER_PORT" "$image" reckon "$@" >"$work/out" 2>"$work/err" || status=$?
  out=$(cat "$work/out") err=$(cat "$work/err")
}
expect() { # expect STATUS WHAT: of the last reckon
  [ "$status" = "$1" ] || fail "$2: reckon exited with $status and not with $1: $err"
}
container() { dc ps -aq "$1"; }
state() { docker inspect -f "{{.State.$2}}" "$(container "$1")"; }
wait_healthy() { # wait_healthy SECONDS SERVICE...
  local limit=$((SECONDS + $1)) service
  shift
  for service in "$@"; do
    until [ "$(state "$service" Health.Status)" = healthy ]; do
      [ "$SECONDS" -lt "$limit" ] || fail "$service is not healthy again"
      sleep 0.3
    done
  done
}
up() { quiet up -d --no-build --wait --wait-timeout 120; }
# Everything that can be asked about: the claims and the revision, the chain's hash, and the comparison.
ledger() {
  reckon claims --limit 1000 --json
  expect 0 "claims"
  printf '%s\n' "$out"
  reckon show "$claim" --json
  expect 0 "show"
  printf '%s\n' "$out"
  reckon compare --conflict russia-ukraine --party russia --measure killed
  expect 0 "compare"
  printf '%s\n' "$out"
}
same_ledger() { # same_ledger WHEN
  ledger >"$work/ledger.now"
  diff "$work/ledger" "$work/ledger.now" >"$work/diff" || { head -n 20 "$work/diff"; fail "$1 the ledger is not the same"; }
}
ingest() { # ingest FILE: with its date and outlet
  local published outlet
  IFS=$'\t' read -r _ published outlet < <(grep "^$1"$'\t' "$root/Samples/manifest.tsv")
  reckon ingest "$1" --published "$published" --outlet "$outlet" "${@:2}"
}

step "build"
quiet build
built=$((SECONDS - begun))

step "up"
started=$(date +%s%N)
up
startup=$((($(date +%s%N) - started) / 100000000))

. "$root/Scripts/containers/smoke-checks.sh"

step "down"
quiet down -v
step "all checks passed"
bytes=$(docker image inspect -f '{{.Size}}' "$image")
echo "build: $built s (with what was cached)"
echo "image size: $((bytes / 1000000)) MB"
echo "start-up, from up to all healthy: $((startup / 10)).$((startup % 10)) s"
