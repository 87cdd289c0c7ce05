"""What /openapi.json says is what the server does, by requests that schemathesis makes up from it."""

import json
import re
import subprocess
import urllib.request

from own_stack import OwnStack
from stack import CHECKOUT, PATIENCE, samples

# How long it may make requests up, in seconds.
BUDGET = 30


class Description(OwnStack):
    def test_the_server_does_what_it_says(self):
        for path, published, outlet in samples():
            self.stack.reckon("ingest", path, "--published", published, "--outlet", outlet)
        url = f"http://{self.stack.http}/openapi.json"
        run = subprocess.run(
            [
                "st", "run", url, "--max-time", str(BUDGET), "--phases", "coverage,fuzzing",
                # It never ends.
                "--exclude-path", "/v1/events",
                # Which ids, dates and words there are, a schema does not know: the server may refuse what it allows.
                "--exclude-checks", "positive_data_acceptance,ignored_auth",
                "--continue-on-failure", "--no-color", "--header", "Grpc-Timeout:60S",
            ],
            cwd=self.stack.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        self.assertEqual(run.returncode, 0, run.stdout[-6000:] + run.stderr[-2000:])
        self.assertRegex(run.stdout, r"\d+ generated, \d+ passed")

    def test_every_resource_of_the_manual_is_described(self):
        with urllib.request.urlopen(f"http://{self.stack.http}/openapi.json") as answer:
            described = set(json.load(answer)["paths"])
        manual = (CHECKOUT / "Docs" / "http.md").read_text()
        self.assertEqual(described, set(re.findall(r"^\| `(/v1/[^`]+)` \|", manual, re.M)))
