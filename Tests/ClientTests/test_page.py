"""Docs/clients.md does what it says, as it stands."""

import json
import pathlib
import re
import shutil
import signal
import tempfile
import unittest

from google.protobuf import json_format
from own_stack import OwnStack
from page import Reader, blocks
from reckoner.v1 import gateway_service_pb2 as gateway
from reckoner.v1 import intake_pb2
from stack import CHECKOUT, SAMPLES, Stack

QUESTION = {"party": "russia", "measure": "killed"}


class Page(OwnStack):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.reader = Reader(pathlib.Path(folder.name), cls.stack.addresses["gateway"])
        cls.blocks = blocks()
        cls.made = cls.reader.run(cls.blocks["sh", "stubs"])
        cls.reader.save(".build/client.py", cls.blocks["python", "client"])
        cls.first = cls.client()

    @classmethod
    def client(cls, *arguments):
        """Runs the page's client, by the page's command unless other arguments are given."""
        command = cls.blocks["sh", "client"].strip()
        if arguments:
            command = re.sub(r"client\.py .*", "client.py " + " ".join(arguments), command)
        return cls.reader.run(command)

    def compare(self):
        return self.clients.gateway.Compare(gateway.CompareRequest(question=QUESTION))

    def test_stubs_are_made(self):
        self.assertEqual(self.made.returncode, 0, self.made.stderr)

    def test_the_client_prints_every_figure_with_its_sentence(self):
        self.assertEqual(self.first.returncode, 0, self.first.stderr)
        answer = self.compare()
        sentences = {r.claim.id: r.claim.evidence.sentence_text for r in answer.evidence}
        shown = [
            sentences[figure.claims[0]]
            for topic in answer.comparison.topics
            for system in topic.systems
            for figure in system.figures
        ]
        self.assertTrue(shown)
        lines = self.first.stdout.splitlines()
        self.assertEqual([line.strip() for line in lines if line.startswith("    ")], shown)
        self.assertIn("INTAKE_STATE_ANSWERABLE", self.first.stdout)
        self.assertIn("CSIS: open to 325,000 people", lines)

    def test_the_client_names_its_request(self):
        # Failures alone are logged by default.
        done = self.client("Samples/study-counts-two-sides.txt", "2026-01-28", "'No Such Id!'", "killed")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"INVALID_ARGUMENT: .*party.*\(ERROR_REASON_MALFORMED\)")
        self.assertRegex(self.stack.log("gateway"), r"request=example-\d+ .*party")

    def test_the_client_says_why_a_report_is_not_taken(self):
        done = self.client("Samples/study-counts-two-sides.txt", "yesterday", "russia", "killed")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"INVALID_ARGUMENT: .*published.*yesterday")

    def test_the_shell_commands_ask_what_they_say(self):
        done = self.reader.run(self.blocks["sh", "ask"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("reckoner.v1.GatewayService/Compare\n", done.stdout)
        health, answer = self._values(done.stdout[done.stdout.index("{") :])
        self.assertEqual(health, {"status": "SERVING"})
        self.assertEqual(json_format.ParseDict(answer, gateway.CompareResponse()), self.compare())

    def test_the_shell_commands_submit_a_report(self):
        done = self.reader.run(self.blocks["sh", "submit"])
        self.assertEqual(done.returncode, 0, done.stderr)
        receipt = json_format.Parse(done.stdout, gateway.SubmitResponse()).receipt
        self.assertEqual(receipt.size, (SAMPLES / "study-counts-two-sides.txt").stat().st_size)
        steps = self.clients.gateway.Follow(gateway.FollowRequest(receipt=receipt))
        self.assertEqual([step.progress.state for step in steps][-1], intake_pb2.INTAKE_STATE_ANSWERABLE)

    @unittest.skipUnless(shutil.which("grpcurl"), "there is no grpcurl")
    def test_the_commands_for_grpcurl(self):
        done = self.reader.run(self.blocks["sh", "grpcurl"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("reckoner.v1.GatewayService.Compare\n", done.stdout)
        health, answer = self._values(done.stdout[done.stdout.index("{") :])
        self.assertEqual(health, {"status": "SERVING"})
        self.assertEqual(json_format.ParseDict(answer, gateway.CompareResponse()), self.compare())

    @unittest.skipUnless(shutil.which("protoc"), "there is no protoc")
    def test_other_languages_can_read_the_schema(self):
        done = self.reader.run(self.blocks["sh", "other"])
        self.assertEqual(done.returncode, 0, done.stderr)
        for language in ("cpp", "csharp", "java", "php", "ruby"):
            made = [path for path in (self.reader.folder / ".build/stubs" / language).rglob("*") if path.is_file()]
            self.assertTrue(made, language)

    def test_links_lead_somewhere(self):
        page = CHECKOUT / "Docs" / "clients.md"
        for target, heading in re.findall(r"\]\(([^):#]*)#?([^):]*)\)", page.read_text()):
            linked = page.parent / target
            self.assertTrue(linked.exists(), target)
            if heading:
                titles = re.findall(r"^#+ (.*)$", linked.read_text(), re.MULTILINE)
                self.assertIn(heading, [title.lower().replace(" ", "-") for title in titles])

    @staticmethod
    def _values(text):
        """JSON values one after the other."""
        decoder, text = json.JSONDecoder(), text.strip()
        while text:
            value, end = decoder.raw_decode(text)
            yield value
            text = text[end:].lstrip()


class WithoutServices(unittest.TestCase):
    """The page's client on a stack that loses its services."""

    def test_the_client_says_what_is_missing_or_that_nobody_is_there(self):
        with Stack() as stack, tempfile.TemporaryDirectory() as folder:
            reader = Reader(pathlib.Path(folder), stack.addresses["gateway"])
            named = blocks()
            self.assertEqual(reader.run(named["sh", "stubs"]).returncode, 0)
            reader.save(".build/client.py", named["python", "client"])
            stack.stop("analytics")
            done = reader.run(named["sh", "client"])
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn("PARTIAL: no figures: ", done.stderr)
            self.assertIn("INTAKE_STATE_RECORDED", done.stdout)
            stack.stop("storage")
            stack.signal("gateway", signal.SIGKILL)
            done = reader.run(named["sh", "client"])
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, "^UNAVAILABLE: .*")
