"""The four services as real processes on free ports of this machine, and the command line against them."""

import csv
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path(os.environ.get("RECKONER_PROGRAMS", CHECKOUT / ".build" / "debug"))
SAMPLES = CHECKOUT / "Samples"
SERVICES = ("storage", "analytics", "ingest", "gateway")

# A bound on hanging, not an expectation: whatever waits this long has failed.
PATIENCE = 120


class Stack:
    """Everything that a client can call. `with Stack() as stack` ends it again."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="reckoner-clients-"))
        self.addresses = {}
        self.processes = {}

    def __enter__(self):
        try:
            for service in SERVICES:
                self.start(service)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def start(self, service):
        """Starts a service and waits until it listens; one that ran before comes back at its old address."""
        ready = self.folder / f"{service}.address"
        ready.unlink(missing_ok=True)
        with open(self.folder / f"{service}.log", "ab") as log:
            process = subprocess.Popen(
                [
                    PROGRAMS / f"reckoner-{service}",
                    "--listen-address", self.addresses.get(service) or free_address(),
                    "--listen-ready-file", ready,
                    *self._flags(service),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.processes[service] = process
        until = time.monotonic() + PATIENCE
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{service} did not start:\n{self.log(service)}")
            time.sleep(0.02)
        self.addresses[service] = ready.read_text().strip()

    @property
    def http(self):
        """Where the gateway is over HTTP."""
        ready = self.folder / "http.address"
        until = time.monotonic() + PATIENCE
        while not ready.exists() and time.monotonic() < until:
            time.sleep(0.02)
        return ready.read_text().strip()

    def _flags(self, service):
        def peers(*names):
            return [flag for name in names for flag in (f"--{name}-address", self.addresses[name])]

        return {
            "storage": lambda: ["--storage-path", self.folder / "storage"],
            "analytics": lambda: peers("storage"),
            "ingest": lambda: [
                *peers("storage"),
                "--spool-path", self.folder / "spool",
                "--lexicon-path", CHECKOUT / "Services" / "Ingest" / "Lexicon",
            ],
            "gateway": lambda: [*peers("storage", "analytics", "ingest"), "--http-address", free_address(),
                                "--http-ready-file", self.folder / "http.address"],
        }[service]()

    def signal(self, service, number):
        self.processes[service].send_signal(number)

    def stop(self, service):
        """Ends a service in order and returns its exit status."""
        self.signal(service, signal.SIGTERM)
        return self.processes[service].wait(PATIENCE)

    def log(self, service):
        return (self.folder / f"{service}.log").read_text(errors="replace")

    def reckon(self, *arguments):
        """Runs the command line against the gateway; returns what it did."""
        return subprocess.run(
            [PROGRAMS / "reckon", *map(str, arguments)],
            env={"RECKONER_GATEWAY": self.addresses["gateway"], "XDG_CONFIG_HOME": str(self.folder)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    def close(self):
        for process in self.processes.values():
            process.kill()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def free_address():
    """An address nobody listens at. Not one of the ports that the system hands out for connecting, too: such a one can
    belong to some connection by the time its service wants to come back to it."""
    lowest = int(pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = random.randrange(10_000, lowest if lowest > 11_000 else 32_768)
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
                return f"127.0.0.1:{port}"
            except OSError:
                pass


def samples():
    """The sample reports: path, publication date and outlet of each."""
    with open(SAMPLES / "manifest.tsv", newline="") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t"):
            yield SAMPLES / row["# file"], row["published"], row["outlet"]
