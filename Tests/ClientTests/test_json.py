"""What `reckon --json` prints and what a client gets on the wire are the same, both ways."""

import json
import pathlib
import tempfile
import unittest

from clients import passage_parts
from google.protobuf import json_format
from reckoner.v1 import gateway_service_pb2 as gateway
from reckoner.v1 import intake_pb2
from world import world


class SameAsTheCommandLine(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.world = world()
        self.ask = self.world.clients.gateway
        self.at = self.world.at

    def reckon(self, *arguments):
        done = self.world.stack.reckon(*arguments, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def assert_same(self, printed, message):
        """Read, the text is the message; written, the message is the text."""
        self.assertEqual(json_format.Parse(printed, type(message)()), message)
        self.assertEqual(json.loads(printed), json_format.MessageToDict(message))

    def test_lists_of_claims(self):
        wire = self.ask.SearchClaims(gateway.SearchClaimsRequest(at=self.at, page_size=500))
        self.assertGreater(len(wire.claims), 100)
        self.assert_same(self.reckon("claims", "--limit", 500, "--at", self.world.revision), wire)

    def test_a_filtered_list(self):
        request = gateway.SearchClaimsRequest(
            filter={"party": "russia", "measure": "killed", "since": "2024"}, at=self.at, page_size=500
        )
        options = ("--party", "russia", "--measure", "killed", "--since", "2024")
        printed = self.reckon("claims", *options, "--limit", 500, "--at", self.world.revision)
        self.assert_same(printed, self.ask.SearchClaims(request))

    def test_an_empty_list(self):
        wire = self.ask.SearchClaims(
            gateway.SearchClaimsRequest(filter={"party": "nobody"}, at=self.at, page_size=100)
        )
        self.assertFalse(wire.claims)
        self.assert_same(self.reckon("claims", "--party", "nobody", "--at", self.world.revision), wire)

    def test_single_claims_with_their_digests(self):
        for record in self.world.records[::10]:
            identity = record.claim.id
            wire = self.ask.ShowClaim(gateway.ShowClaimRequest(id=identity, at=self.at))
            digests = [wire.entry_hash, wire.claim.claim.evidence.sentence_seal]
            digests += [sighting.title_seal for sighting in wire.sightings]
            self.assertEqual([len(digest) for digest in digests], [32] * len(digests))
            self.assertGreaterEqual(wire.claim.began, 1)
            self.assert_same(self.reckon("show", identity, "--at", self.world.revision), wire)

    def test_comparisons(self):
        for party, measure in (("russia", "killed"), ("ukraine", "casualties"), ("", "killed"), ("", "")):
            with self.subTest(party=party, measure=measure):
                question = {"party": party, "measure": measure}
                options = [f"--{key}={value}" for key, value in question.items() if value]
                wire = self.ask.Compare(gateway.CompareRequest(question=question, at=self.at))
                self.assertTrue(wire.comparison.topics)
                self.assert_same(self.reckon("compare", *options, "--at", self.world.revision), wire)

    def test_series(self):
        wire = self.ask.ListSeries(gateway.ListSeriesRequest(question={"party": "russia"}, at=self.at))
        self.assertTrue(wire.series)
        self.assert_same(self.reckon("series", "--party", "russia", "--at", self.world.revision), wire)

    def test_reports(self):
        wire = self.ask.BrowseReports(gateway.BrowseReportsRequest(at=self.at, page_size=100))
        sizes = {report.document.id: report.document.size for report in wire.reports}
        for (path, _, _), receipt, _ in self.world.reports:
            self.assertEqual(sizes[receipt.document], path.stat().st_size)
        self.assert_same(self.reckon("reports", "--at", self.world.revision), wire)

    def test_status(self):
        wire = self.ask.GetStatus(gateway.GetStatusRequest())
        # The two things that the command line adds: the address that it used, and an order.
        next(s for s in wire.services if s.service == "gateway").address = self.world.stack.addresses["gateway"]
        wire.services.sort(key=lambda service: service.service)
        self.assert_same(self.reckon("status"), wire)

    def test_progress_and_receipts(self):
        (path, published, outlet), receipt, steps = self.world.reports[0]
        known = ("--published", published, "--outlet", outlet)
        progress = json_format.Parse(self.reckon("ingest", path, *known), intake_pb2.IntakeProgress())
        self.assertEqual(progress.document, receipt.document)
        self.assertEqual(progress.claims, steps[-1].claims)
        self.assertEqual(progress.state, intake_pb2.INTAKE_STATE_ANSWERABLE)
        self.assertTrue(progress.already_recorded)
        again = json_format.Parse(self.reckon("ingest", "--no-wait", path, *known), intake_pb2.Receipt())
        self.assertEqual((again.document, again.size), (receipt.document, receipt.size))

    def test_extracted_claims(self):
        texts = (
            "The ministry said that no civilians had been killed on 3 March 2025.",
            "Between 1,500 and 2,500 Ukrainian soldiers were wounded, “roughly” 40 percent of them in Bakhmut.",
            "About 2.5 million people – half of Sudan’s capital – were displaced 😀.",
            "No figure here.",
        )
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(texts):
                path = pathlib.Path(folder) / f"text-{number}.txt"
                path.write_text(text)
                parts = passage_parts(str(path), text, gateway.ExtractRequest)
                answers = [answer.passage for answer in self.ask.Extract(parts)]
                with self.subTest(text=text):
                    self.assert_same_passages(self.reckon("extract", path), answers)

    def assert_same_passages(self, printed, answers):
        decoder, rest = json.JSONDecoder(), printed.strip()
        found = []
        while rest:
            value, end = decoder.raw_decode(rest)
            found.append(value)
            rest = rest[end:].lstrip()
        self.assertEqual(found, [json_format.MessageToDict(answer) for answer in answers])
        read = [json_format.ParseDict(value, intake_pb2.PassageClaims()) for value in found]
        self.assertEqual(read, answers)

    def test_a_figure_of_nought_is_there(self):
        """0 is the default of its field; only presence tells it from a figure that nobody gave."""
        parts = passage_parts("a", "No civilians were killed.", gateway.ExtractRequest)
        claims = [claim for answer in self.ask.Extract(parts) for claim in answer.passage.claims]
        self.assertEqual(len(claims), 1)
        self.assertEqual(claims[0].quantity.WhichOneof("best_presence"), "best")
        self.assertEqual(claims[0].quantity.best, 0)
        self.assertEqual(json_format.MessageToDict(claims[0])["quantity"]["best"], 0)
