"""Exports as other programs read them: Python's own readers of CSV and JSON, and what others publish of each format."""

import csv
import io
import json
import pathlib
import re
import unittest

from reckoner.v1 import gateway_service_pb2 as gateway
from world import world

FORMATS = pathlib.Path(__file__).resolve().parents[1] / "ExportFormats"


def description(name):
    return json.loads((FORMATS / f"{name}.json").read_text())


def original(cell):
    """Text as it was before it was made harmless for spreadsheets."""
    return cell[1:] if cell.startswith("'") else cell


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = world()

    def export(self, name, *options):
        done = self.world.stack.reckon("export", "--format", name, "--at", self.world.revision, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def table(self, name, *options):
        # Without translating line ends, and refusing what RFC 4180 does not allow.
        rows = list(csv.reader(io.StringIO(self.export(name, *options), newline=""), strict=True))
        header = rows[0]
        self.assertEqual(len(set(header)), len(header))
        for row in rows[1:]:
            self.assertEqual(len(row), len(header))
        return [dict(zip(header, row)) for row in rows[1:]]

    def test_a_table_of_claims_says_what_the_calls_say(self):
        rows = self.table("csv")
        self.assertEqual([row["claim_id"] for row in rows], [r.claim.id for r in self.world.records])
        for row, record in zip(rows, self.world.records):
            claim = record.reading if record.HasField("reading") else record.claim
            self.assertEqual(original(row["sentence"]), record.claim.evidence.sentence_text)
            self.assertEqual(int(row["sentence_byte_start"]), claim.evidence.sentence.byte_start)
            self.assertEqual(original(row["claimant"]), claim.attribution.claimant.name)
            self.assertEqual(original(row["party"]), claim.group.party)
            low = float(row["low"]) if row["low"] else None
            self.assertEqual(low, claim.quantity.low.value if claim.quantity.HasField("low") else None)
            best = float(row["best"]) if row["best"] else None
            has_best = claim.quantity.WhichOneof("best_presence") is not None
            self.assertEqual(best, claim.quantity.best if has_best else None)
            self.assertTrue(row["outlets"])

    def test_the_description_beside_a_table_is_one_that_readers_of_tables_know(self):
        folder = self.world.stack.folder
        for name in ("csv", "sdmx-csv", "incidents"):
            file = folder / f"{name}.csv"
            self.export(name, "--to", file)
            table = json.loads((folder / f"{name}.csv-metadata.json").read_text())
            with open(file, newline="") as text:
                header = next(csv.reader(text, strict=True))
            self.assertEqual([column["name"] for column in table["tableSchema"]["columns"]], header)
            self.assertEqual(table["url"], file.name)
            rows = sum(1 for _ in csv.reader(open(file, newline=""), strict=True)) - 1
            self.assertEqual(table["notes"][0]["rows"], rows)
            self.assertEqual(table["notes"][0]["revision"], self.world.revision)

    def test_lines_are_messages_of_the_schema(self):
        from google.protobuf import json_format
        from reckoner.v1 import record_pb2

        lines = self.export("jsonl").splitlines()
        records = [json_format.Parse(line, record_pb2.ClaimRecord()) for line in lines]
        self.assertEqual(records, self.world.records)

    def test_series_are_observations_with_keys_of_their_own(self):
        form = description("sdmx-csv")
        rows = self.table("sdmx-csv")
        self.assertEqual(list(rows[0])[:3], form["firstColumns"])
        keys = set()
        for row in rows:
            self.assertIn(row["STRUCTURE"], form["structures"])
            self.assertRegex(row["STRUCTURE_ID"], form["structureID"])
            self.assertIn(row["ACTION"], form["actions"])
            self.assertIn(row["OBS_STATUS"], form["observationStatus"])
            self.assertRegex(row["TIME_PERIOD"], form["frequencies"][row["FREQ"]])
            for name in form["codedDimensions"]:
                self.assertRegex(row[name], form["code"])
            for name in form["numericColumns"]:
                self.assertTrue(row[name] == "" or float(row[name]) >= 0)
            if row["OBS_LOW"] and row["OBS_HIGH"]:
                self.assertLessEqual(float(row["OBS_LOW"]), float(row["OBS_HIGH"]))
            if row["MODIFIER"] in ("range", "at-least", "up-to", "more-than", "less-than"):
                self.assertEqual(row["OBS_VALUE"], "")
            keys.add(tuple(row[name] for name in (*form["codedDimensions"], "FIGURE", "TIME_PERIOD")))
        self.assertEqual(len(keys), len(rows))
        statuses = {row["OBS_STATUS"] for row in rows}
        self.assertLessEqual({"A", "E", "F", "P"}, statuses)
        whole = self.world.clients.gateway.ListSeries(
            gateway.ListSeriesRequest(at=self.world.at, page_size=500, projections=True)
        )
        self.assertEqual(len(rows), sum(len(series.points) for series in whole.series))

    def test_incidents_have_the_columns_of_event_data(self):
        form = description("event-data")
        rows = self.table("incidents")
        self.assertTrue(rows)
        for row in rows:
            self.assertLessEqual(set(row), {*form["columns"], *form["own"]})
            self.assertLessEqual(set(form["wanted"]), set(row))
            for name, codes in form["codes"].items():
                self.assertIn(row[name], codes)
            self.assertIn("not UCDP data", row["data_source"])
            ends = [float(row[name]) for name in ("low", "best", "high") if row[name]]
            self.assertEqual(ends, sorted(ends))
            self.assertGreaterEqual(int(row["number_of_sources"]), 1)

    def test_sentences_are_passages_of_the_exchange_format(self):
        form = description("exchange")
        lines = [json.loads(line) for line in self.export("corpus").splitlines()]
        self.assertTrue(lines)
        self.assertEqual(len({line["id"] for line in lines}), len(lines))
        for line in lines:
            self.assertEqual(set(line), set(form["line"]))
            for claim in line["claims"]:
                self.assertEqual(set(claim), set(form["claim"]))
                for words, start in (("number_span", "number_start"), ("quote", "quote_start")):
                    place = claim[start]
                    self.assertEqual(line["text"][place : place + len(claim[words])], claim[words])
                self.assertIn(claim["modifier"], form["modifiers"])
                self.assertIn(claim["population"], form["populations"])
                self.assertIn(claim["kind"], form["kinds"])

    def test_a_document_of_reviews_is_one_that_others_read(self):
        form = description("claim-review")
        text = self.export(
            "claimreview", "--operator", "The Example Desk", "--operator-url", "https://desk.example.org/"
        )
        document = json.loads(text)
        self.assertEqual(document["@context"], form["context"])
        for node in document["@graph"]:
            self.assertLessEqual(set(node), set(form["properties"][node["@type"]]))
        self.assertFalse(re.search(r"</|ratingValue", text))


if __name__ == "__main__":
    unittest.main()
