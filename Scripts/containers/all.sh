#!/usr/bin/env bash
# From nothing: an engine, the base images, the image, the services, the checks; then down with all of it. An engine that
# was up before, Docker's or our own, is used and left alone.
# usage: Scripts/containers/all.sh
#
# AFTER=purge also deletes the engine and its images afterwards; the default keeps them for the next time.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export LOCAL_ENGINE_STATE=${LOCAL_ENGINE_STATE:-/var/tmp/local-engine}

fail() {
  echo "containers: $*" >&2
  exit 1
}
if ! { [ -s "$LOCAL_ENGINE_STATE/dockerd.pid" ] && kill -0 "$(cat "$LOCAL_ENGINE_STATE/dockerd.pid")" 2>/dev/null; }; then
  trap '"$here/local-engine.sh" "${AFTER:-down}"' EXIT
fi
"$here/local-engine.sh" up || fail "there is no Docker engine (above says why); nothing was checked"
. "$LOCAL_ENGINE_STATE/env"
"$here/local-base-images.sh" || fail "there are no base images (above says why); nothing was checked"
echo "engine and base images after $SECONDS s"
"$here/compose-smoke.sh"
echo "containers: everything took $SECONDS s"
