"""Programs that run for as long as a block of code does, on ports that are free."""
import pathlib
import signal
import socket
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parents[2]
programs = root / ".build/release"


def say(text):
    print(text, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A program for as long as the block runs, from the moment that it listens."""

    def __init__(self, port, *command):
        self.port, self.command = port, list(map(str, command))

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            if self.process.poll() is not None:
                sys.exit(f"{self.command[0]} ended with {self.process.returncode}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.1)
        sys.exit(f"{self.command[0]} does not listen")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=120)

    def processor_seconds(self):
        """Of the process so far, user and system."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100


def service(name, *flags):
    port = free_port()
    return Server(port, programs / f"reckoner-{name}", "--listen-address", f"127.0.0.1:{port}", *flags)
