"""What shows that the ledger is what it says, for readers that have nothing of ours but the schema."""

import base64
import unittest

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
