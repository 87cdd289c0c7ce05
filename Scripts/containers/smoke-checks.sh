# Sourced by compose-smoke.sh, once all services are healthy: what must hold, one story after the other.

step "containers: not root, nothing writable but data, nothing published but the gateway"
for service in $services; do
  id=$(container "$service")
  [ "$(dc exec -T "$service" id -u)" != 0 ] || fail "$service runs as root"
  [ "$(docker inspect -f '{{.HostConfig.ReadonlyRootfs}}' "$id")" = true ] || fail "$service: its root is not read-only"
  ! dc exec -T "$service" sh -c 'echo >/usr/local/probe || echo >/var/lib/probe' >/dev/null 2>&1 ||
    fail "$service can write outside its volume"
  [ "$(dc exec -T "$service" sed -n 's/^CapEff:\s*//p' /proc/1/status | tr -d 0)" = "" ] ||
    fail "$service has capabilities"
  [ "$(dc exec -T "$service" sed -n 's/^NoNewPrivs:\s*//p' /proc/1/status)" = 1 ] || fail "$service may gain privileges"
  [ "$(docker inspect -f '{{.HostConfig.Memory}}' "$id")" -gt 0 ] || fail "$service has no memory limit"
  published=$(docker inspect -f '{{range $p, $b := .NetworkSettings.Ports}}{{range $b}}{{.HostIp}}:{{.HostPort}} {{end}}{{end}}' "$id")
  wanted=
  [ "$service" = gateway ] && wanted="127.0.0.1:$RECKONER_PORT 127.0.0.1:$RECKONER_HTTP_PORT "
  [ "$published" = "$wanted" ] || fail "$service publishes '$published' and not '$wanted'"
done
for address in $(hostname -I 2>/dev/null); do
  [[ $address = *:* ]] && continue
  for port in "$RECKONER_PORT" "$RECKONER_HTTP_PORT"; do
    (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null && fail "the gateway is reachable at $address:$port, beyond loopback"
  done
done

http() { # http HOST PATH: the answer to a GET through the published port, asked for by that name
  exec 3<>"/dev/tcp/127.0.0.1/$RECKONER_HTTP_PORT"
  printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
  cat <&3
  exec 3>&-
}
step "HTTP answers by its own names, and by no other"
out=$(http "localhost:$RECKONER_HTTP_PORT" /v1/status)
[[ $out = "HTTP/1.1 200"*'"complete":true'* ]] || fail "HTTP does not say how the services are: $out"
out=$(http rebound.example /v1/status)
[[ $out = "HTTP/1.1 421"* ]] || fail "HTTP answers to a foreign name: $out"

step "a report goes in, and its figure comes out"
reckon status
expect 0 "status"
ingest study-counts-two-sides.txt
expect 0 "ingest"
[[ $out = *claims* ]] || fail "ingest does not say how many claims: $out"
reckon compare --conflict russia-ukraine --party russia --measure killed
expect 0 "compare"
[[ $out = *CSIS*325,000* ]] || fail "the figure of the report is not in the comparison: $out"
claim=$(sed -nE 's/.*325,000.* ([0-9a-f]{10})$/\1/p' <<<"$out" | head -n 1)
reckon show "$claim"
expect 0 "show"
[[ $out = *"[up to 325,000] killed"* ]] || fail "the sentence behind the figure does not come: $out"

step "the command line inside: exec, and run"
[[ $(dc exec -T gateway reckon reports) = *"Cloudberry Courier"* ]] || fail "docker compose exec gateway reckon reports"
[[ $(dc run --rm -T reckon ingest president-names-a-toll.txt) = *claims* ]] || fail "docker compose run --rm reckon ingest"
dc exec -T gateway reckon ingest - <"$root/Samples/overnight-incidents.txt" >/dev/null || fail "ingest of standard input"
ledger >"$work/ledger"

step "kill -9 of storage: it comes back, nothing is lost"
id=$(container storage)
restarts=$(docker inspect -f '{{.RestartCount}}' "$id")
# By its process: docker kill would count as a wish to stop, after which nothing restarts it.
docker run --rm --pid host --user 0 --entrypoint sh "$image" -c "kill -9 $(state storage Pid)" || fail "kill -9 failed"
for ((i = 0; i < 100; i++)); do
  [ "$(docker inspect -f '{{.RestartCount}}' "$id")" -gt "$restarts" ] && break
  sleep 0.3
done
[ "$(docker inspect -f '{{.RestartCount}}' "$id")" -gt "$restarts" ] || fail "storage was not started again"
wait_healthy 60 storage
same_ledger "after kill -9 of storage"
ingest president-toll-relayed.txt
expect 0 "ingest after kill -9 of storage"
ledger >"$work/ledger"

step "without analytics: sentences come, and the answer is marked as partial"
quiet stop analytics
# Not asked before: the gateway still knows what it has just answered.
reckon compare --party russia --measure killed
expect 3 "compare without analytics"
[[ $err = *"not complete"*analytics* ]] || fail "the answer does not say that analytics is missing: $err"
[[ $out = *"325,000"* ]] || fail "no claims without analytics: $out"
reckon show "$claim"
expect 0 "show without analytics"
[[ $out = *"[up to 325,000] killed"* ]] || fail "no sentence without analytics: $out"
reckon status
expect 3 "status without analytics"
quiet start analytics
wait_healthy 60 analytics
same_ledger "after analytics was away"

step "two analytics by one name: both are found, and with either of them every answer is whole"
first=$(container analytics)
quiet up -d --no-build --no-recreate --wait --wait-timeout 120 --scale analytics=2
second=$(container analytics | grep -v "$first")
analytics() { grep -cE '^analytics +ready ' <<<"$out" || true; } # how many of them serve, by the last status
for ((i = 0; i < 200; i++)); do
  reckon status
  [ "$(analytics)" = 2 ] && break
  sleep 0.5
done
[ "$(analytics)" = 2 ] || fail "the gateway has not found the second analytics: $out"
for gone in "$first" "$second"; do
  docker stop "$gone" >/dev/null
  # Not asked before, so that nothing that is kept can answer.
  for day in 1 2 3 4; do
    reckon compare --party russia --measure killed --as-of "2031-0$day-$([ "$gone" = "$first" ] && echo 01 || echo 02)"
    expect 0 "compare with one of two analytics"
  done
  docker start "$gone" >/dev/null
  until [ "$(docker inspect -f '{{.State.Health.Status}}' "$gone")" = healthy ]; do
    [ "$((i++))" -lt 400 ] || fail "an analytics is not healthy again"
    sleep 0.3
  done
done
quiet up -d --no-build --no-recreate --wait --wait-timeout 120 --scale analytics=1
same_ledger "after there were two analytics"

step "without storage: figures come, reports are accepted, services start and stay"
quiet stop storage
reckon compare --conflict russia-ukraine --party russia --measure killed
expect 3 "compare without storage"
[[ $err = *"not complete"*storage* ]] || fail "the answer does not say that storage is missing: $err"
[[ $out = *"325,000"* ]] || fail "no figures without storage: $out"
ingest gaza-running-toll.txt --no-wait
expect 0 "ingest without storage"
for service in analytics ingest gateway; do docker restart "$(container "$service")" >/dev/null; done
wait_healthy 60 ingest gateway
sleep 5
for service in analytics ingest gateway; do
  [ "$(state "$service" Running) $(docker inspect -f '{{.RestartCount}}' "$(container "$service")")" = "true 0" ] ||
    fail "$service does not stay up while storage is away"
done
# Started after the others, it may have another address than before.
quiet start storage
wait_healthy 60 $services
for ((i = 0; i < 100; i++)); do
  reckon reports
  [ "$status" = 0 ] && [[ $out = *"Kettle Bay Post"* ]] && break
  sleep 0.3
done
[[ $out = *"Kettle Bay Post"* ]] || fail "the report that was accepted without storage is not in the ledger: $out"
for ((i = 0; i < 100; i++)); do
  reckon compare --conflict russia-ukraine --party russia --measure killed
  [ "$status" = 0 ] && break
  sleep 0.3
done
expect 0 "compare after storage came back"
ledger >"$work/ledger"

step "stop: every service ends by itself, in time"
s=$SECONDS
quiet stop
[ $((SECONDS - s)) -lt "$grace" ] || fail "stopping took $((SECONDS - s)) s"
for service in $services; do
  [ "$(state "$service" ExitCode)" = 0 ] || fail "$service exited with $(state "$service" ExitCode) on SIGTERM"
done

step "down and up again: the volumes keep the data"
quiet down
up
same_ledger "after down and up"

step "backup of the volumes as files, and restore into empty ones"
quiet stop
inside() { dc run --rm --no-deps -T "$@" 2>"$work/compose.log"; } # as Docs/operations.md says
for service in storage ingest; do
  inside "$service" tar -c -C /var/lib/reckoner "$service" >"$work/$service.tar" ||
    fail "the backup of $service: $(tail -n 3 "$work/compose.log")"
done
quiet down -v
for service in storage ingest; do
  inside "$service" tar -x -C /var/lib/reckoner <"$work/$service.tar" ||
    fail "restoring $service: $(tail -n 3 "$work/compose.log")"
done
up
same_ledger "after backup and restore"
