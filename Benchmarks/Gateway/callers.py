"""Callers: over HTTP wrk, which takes a tenth of a millisecond of a core for an answer of a hundred kilobytes, so that it
holds neither side up; over gRPC storage-benchmark."""
import http.client
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from servers import programs, root

here = pathlib.Path(__file__).resolve().parent


def run(*command):
    """What storage-benchmark answers."""
    answer = subprocess.run([programs / "storage-benchmark", *map(str, command)], cwd=root, check=True,
                            stdout=subprocess.PIPE, text=True)
    return json.loads(answer.stdout)


def asked(port, targets, callers, seconds):
    """Asks over HTTP in turns, each caller on a connection of its own: answers a second, and milliseconds of each."""
    wrk = shutil.which("wrk") or sys.exit("there is no wrk, which asks over HTTP: apt-get install wrk")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(targets))
        file.flush()
        answer = subprocess.run(
            [wrk, "--threads", "1", "--connections", str(callers), "--duration", f"{seconds}s", "--timeout", "60s",
             "--script", here / "ask.lua", f"http://127.0.0.1:{port}", "--", file.name],
            check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(answer.stdout.strip().rpartition("\n")[2])
    if found["failed"] or not found["count"]:
        sys.exit(f"{found['failed']} of {found['count']} answers failed: {targets[0]}")
    return {**found, "rate": found["count"] / found["seconds"]}


def called(port, kind, callers, count, *further):
    """The same over gRPC; so many questions in all."""
    found = run("latency", port, kind, callers, count, *further)
    return {**found, "rate": found["count"] / found["seconds"]}


def whole(port, target, accept="application/json"):
    """One answer over HTTP."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", target, headers={"Grpc-Timeout": "60S", "Accept": accept})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{target}: {answer.status} {body[:300]}")
    return body


def middle(turns, key):
    return statistics.median(turn[key] for turn in turns)
