"""The largest values that a message can hold, and a client that is newer than the services."""

import hashlib
import json
import unittest

from claim_id import claim_id
from clients import LARGEST_INT64, Clients, error_of
from google.protobuf import json_format
from grpc import StatusCode
from own_stack import OwnStack
from reckoner.v1 import claim_pb2
from reckoner.v1 import gateway_service_pb2 as gateway
from reckoner.v1 import storage_service_pb2 as storage
from stack import Stack
from world import world

# Everything that JSON escapes, a letter beyond ASCII, one beyond the first plane, one that composes.
WORDS = "\"\\/\b\f\n\r\t\x01\x7f\u0085\u2028\u2029 é e\u0301 😀 </script>"
# The words stand in it, because storage takes no claim whose words do not stand at their spans.
BEFORE = bytes(range(256)) * 20
ORIGINAL = BEFORE + WORDS.encode()
DOCUMENT = hashlib.sha256(ORIGINAL).hexdigest()
LAST_MICROSECOND = {"seconds": 253402300799, "nanos": 999999000}


def extreme_claim():
    """A claim of whose 64-bit numbers none can be held by a double."""
    claim = claim_pb2.Claim(document=DOCUMENT, kind=1, polarity=1, confidence=0.1 + 0.2)
    claim.measure.id = "killed"
    claim.attribution.mode = 1
    claim.attribution.claimant.name = WORDS
    claim.group.conflict_basis = claim.group.cause = claim.group.method = 1
    claim.quantity.form = claim.quantity.modifier = 2
    claim.quantity.low.value = 5e-324
    claim.quantity.best = 2.0**53 - 1
    claim.quantity.high.value = 1.7976931348623157e308
    claim.quantity.unit = "people"
    claim.quantity.significant_digits = 17
    claim.time.SetInParent()
    evidence = claim.evidence
    for place, span in enumerate((evidence.number, evidence.phrase, evidence.sentence)):
        span.byte_start, span.byte_end = len(BEFORE), len(ORIGINAL)
        span.character_start = 2**62 + 1 + place
        span.character_end = LARGEST_INT64 - 3 - place
    evidence.phrase.byte_start, evidence.phrase.byte_end = 2**53 + 1, LARGEST_INT64
    evidence.section = 4
    evidence.sentence_text = evidence.number_text = WORDS
    claim.id = claim_id(claim)
    return claim


def recording(claim, part_size=1000):
    """What a client sends that appends to storage by itself."""
    document = {"id": DOCUMENT, "media_type": "text/plain", "size": len(ORIGINAL)}
    sighting = {"document": DOCUMENT, "received_at": LAST_MICROSECOND, "title": WORDS, "url": WORDS}
    run = {"document": DOCUMENT, "extractor_version": "1", "lexicon_fingerprint": "0"}
    header = {"document": document, "sighting": sighting, "run": run, "claims": 1}
    yield storage.AppendRequest(recording=header)
    yield storage.AppendRequest(claims={"claims": [claim]})
    for start in range(0, len(ORIGINAL), part_size):
        yield storage.AppendRequest(original=ORIGINAL[start : start + part_size])


class Identity(unittest.TestCase):
    def test_ids_can_be_computed_by_anybody(self):
        for record in world().records:
            self.assertEqual(claim_id(record.claim), record.claim.id)

    def test_a_claim_under_another_id_is_refused(self):
        claim = extreme_claim()
        claim.evidence.number.byte_end -= 1
        error, detail = error_of(lambda: world().clients.storage.Append(recording(claim)))
        self.assertEqual(error.code(), StatusCode.INVALID_ARGUMENT)
        self.assertIn("claims[0].id", detail.subject)


class Extremes(OwnStack):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.claim = extreme_claim()
        cls.appended = cls.clients.storage.Append(recording(cls.claim))

    def test_the_same_again_changes_nothing(self):
        self.assertEqual((self.appended.claims, self.appended.already_recorded), (1, False))
        again = self.clients.storage.Append(recording(self.claim))
        self.assertEqual((again.revision, again.already_recorded), (self.appended.revision, True))

    def test_every_value_comes_back_as_it_went(self):
        wire = self.clients.gateway.ShowClaim(gateway.ShowClaimRequest(id=self.claim.id))
        found = wire.claim.claim
        found.evidence.ClearField("sentence_seal")
        found.evidence.ClearField("number_seal")
        self.assertEqual(found, self.claim)
        self.assertEqual(wire.sightings[0].title, WORDS)
        self.assertEqual(wire.sightings[0].received_at.ToMicroseconds(), 253402300799999999)

    def test_the_command_line_prints_every_digit(self):
        wire = self.clients.gateway.ShowClaim(gateway.ShowClaimRequest(id=self.claim.id))
        printed = self.stack.reckon("show", self.claim.id, "--json").stdout
        self.assertEqual(json_format.Parse(printed, gateway.ShowClaimResponse()), wire)
        value = json.loads(printed)
        self.assertEqual(value, json_format.MessageToDict(wire))
        phrase = value["claim"]["claim"]["evidence"]["phrase"]
        self.assertEqual(phrase["byteStart"], "9007199254740993")
        self.assertEqual(phrase["byteEnd"], "9223372036854775807")
        self.assertEqual(value["sightings"][0]["receivedAt"], "9999-12-31T23:59:59.999999Z")

    def test_analytics_reads_it_too(self):
        revision = self.appended.revision
        answer = self.clients.gateway.Compare(gateway.CompareRequest(at={"revision": revision}))
        self.assertTrue(answer.status.complete)
        (topic,) = answer.comparison.topics
        self.assertEqual(topic.systems[0].figures[0].quantity, self.claim.quantity)
        printed = self.stack.reckon("compare", "--at", revision, "--json").stdout
        self.assertEqual(json_format.Parse(printed, gateway.CompareResponse()), answer)
        self.assertEqual(json.loads(printed), json_format.MessageToDict(answer))

    def test_the_largest_revision_is_named_to_the_digit(self):
        for ask, message in (
            (self.clients.storage.GetHead, storage.GetHeadRequest),
            (self.clients.gateway.SearchClaims, gateway.SearchClaimsRequest),
            (self.clients.gateway.Compare, gateway.CompareRequest),
        ):
            error, detail = error_of(lambda: ask(message(at={"revision": LARGEST_INT64})))
            self.assertEqual(error.code(), StatusCode.OUT_OF_RANGE)
            self.assertEqual(detail.subject, f"revision {LARGEST_INT64}")


class NewerClients(unittest.TestCase):
    """Fields that a service does not know yet: one number, one text, one message, at the top and further in."""

    UNKNOWN = b"\x80\x7d\x96\x01" b"\x8a\x7d\x03new" b"\x92\x7d\x02\x08\x01"

    def test_unknown_fields_are_passed_over(self):
        clients, at = world().clients, world().at
        request = gateway.SearchClaimsRequest(at=at, page_size=500, filter={"party": "russia"})
        known = clients.gateway.SearchClaims(request)
        newer = gateway.SearchClaimsRequest.FromString(request.SerializeToString() + self.UNKNOWN)
        newer.filter.MergeFromString(self.UNKNOWN)
        self.assertEqual(newer.ByteSize(), request.ByteSize() + 2 * len(self.UNKNOWN))
        self.assertEqual(clients.gateway.SearchClaims(newer), known)

    def test_unknown_fields_in_a_stream_are_passed_over(self):
        with Stack() as stack:
            clients = Clients(stack)
            self.addCleanup(clients.close)
            parts = (
                storage.AppendRequest.FromString(part.SerializeToString() + self.UNKNOWN)
                for part in recording(extreme_claim())
            )
            self.assertEqual(clients.storage.Append(parts).claims, 1)

    def test_an_unknown_enum_value_is_refused_by_name(self):
        claim = extreme_claim()
        claim.polarity = 99
        error, detail = error_of(lambda: world().clients.storage.Append(recording(claim)))
        self.assertEqual(error.code(), StatusCode.INVALID_ARGUMENT)
        self.assertTrue(detail.subject.endswith("polarity"), detail)
        self.assertIn("99", detail.message)
