"""What shows that the ledger is what it says, for readers that have nothing of ours but the schema."""

import base64
import hashlib
import unittest

import grpc
from claim_id import access_hash
from claim_proof import checked_claim
from google.protobuf import json_format
from reckoner.v1 import custody_pb2
from reckoner.v1 import gateway_service_pb2 as gateway
from world import world


class Custody(unittest.TestCase):
    def setUp(self):
        self.world = world()
        self.gateway = self.world.clients.gateway

    def test_every_claim_can_be_proven_to_anybody(self):
        for record in self.world.records:
            proof = self.gateway.ProveClaim(gateway.ProveClaimRequest(claim=record.claim.id)).proof
            claim = checked_claim(proof)
            self.assertEqual(claim.quantity, record.claim.quantity)
            self.assertEqual(proof.sentence.words, record.claim.evidence.sentence_text)

    def test_a_proof_of_something_else_does_not_hold(self):
        one, other = (
            self.gateway.ProveClaim(gateway.ProveClaimRequest(claim=record.claim.id)).proof
            for record in self.world.records[:2]
        )
        one.sentence.words += "!"
        other.recorded_at.seconds += 1
        for proof in (one, other):
            with self.assertRaises(AssertionError):
                checked_claim(proof)

    def test_the_file_of_the_command_line_is_the_same_proof(self):
        claim = self.world.records[0].claim.id
        printed = self.world.stack.reckon("ledger", "prove", claim).stdout
        proof = json_format.Parse(printed, custody_pb2.ClaimProof())
        self.assertEqual(checked_claim(proof).id, claim)

    def test_originals_are_given_out_as_they_came_and_logged_in_a_chain(self):
        documents = {record.claim.document for record in self.world.records}
        for document in documents:
            parts = list(self.gateway.FetchOriginal(gateway.FetchOriginalRequest(document=document, purpose="a test")))
            header = parts[0].header
            content = b"".join(part.content for part in parts[1:])
            self.assertEqual(hashlib.sha256(content).hexdigest(), document)
            self.assertEqual((header.report.document.id, header.report.document.size), (document, len(content)))
            self.assertEqual((header.access.document, header.access.purpose), (document, "a test"))
        accesses, cursor, before = [], "", bytes(32)
        while True:
            page = self.gateway.BrowseAccesses(gateway.BrowseAccessesRequest(page_size=2, cursor=cursor))
            accesses += page.accesses
            cursor = page.next_cursor
            if not cursor:
                break
        self.assertGreaterEqual(len(accesses), len(documents))
        for place, access in enumerate(reversed(accesses), 1):
            self.assertEqual(access.sequence, place)
            before = access_hash(access, before)
            self.assertEqual(access.hash, before)
        self.assertEqual(self.gateway.ShowCheckpoint(gateway.ShowCheckpointRequest(now=True)).note.split("accesses ")[1]
                         .split("\n")[0], f"{len(accesses)} {before.hex()}")

    def test_without_a_purpose_nothing_is_given_out(self):
        document = self.world.records[0].claim.document
        for request in ({"document": document}, {"purpose": "a test"}, {"document": "0" * 64, "purpose": "a test"}):
            with self.assertRaises(grpc.RpcError) as refused:
                list(self.gateway.FetchOriginal(gateway.FetchOriginalRequest(**request)))
            self.assertIn(refused.exception.code(), (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.NOT_FOUND))

    def test_the_entries_about_a_document_are_its_custody(self):
        document = self.world.records[0].claim.document
        steps = self.gateway.BrowseCustody(gateway.BrowseCustodyRequest(document=document)).steps
        self.assertEqual([step.type for step in steps][:3], ["document", "sighting", "run"])
        proof = self.gateway.ProveClaim(gateway.ProveClaimRequest(claim=self.world.records[0].claim.id)).proof
        self.assertIn((proof.entry, proof.chain), [(step.entry, step.hash) for step in steps])

    def test_a_verification_ends_with_one_report(self):
        answers = list(self.gateway.VerifyLedger(gateway.VerifyLedgerRequest()))
        parts = [answer.WhichOneof("part") for answer in answers]
        self.assertEqual(set(parts[:-1]), {"progress"})
        report = answers[-1].report
        self.assertEqual(list(report.problems), [])
        self.assertGreaterEqual(report.revision, self.world.revision)
        name, size, root = report.checkpoint.split("\n")[:3]
        self.assertRegex(name, "^reckoner/[0-9a-f]{16}$")
        self.assertEqual((int(size), base64.b64decode(root)), (report.revision, report.root))
