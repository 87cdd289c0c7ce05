"""The code blocks of Docs/clients.md, each named by the second word after its fence."""

import os
import re
import subprocess

from stack import CHECKOUT, PATIENCE

_BLOCK = re.compile(r"^```(\w+) (\w+)$\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks():
    """Language and name to text."""
    text = (CHECKOUT / "Docs" / "clients.md").read_text()
    return {(language, name): block for language, name, block in _BLOCK.findall(text)}


class Reader:
    """Somebody who follows the page, in a folder that looks like a checkout."""

    def __init__(self, folder, gateway):
        self.folder = folder
        self.environment = os.environ | {"RECKONER_GATEWAY": gateway, "HOME": str(folder)}
        # What the page makes must not be found before it is made.
        self.environment.pop("PYTHONPATH", None)
        for name in ("Proto", "Samples"):
            (folder / name).symlink_to(CHECKOUT / name)

    def save(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def run(self, script):
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
