"""Decisions on claims, as a client in another language makes and reads them."""

import json
import unittest

import grpc
from google.protobuf import json_format
from reckoner.v1 import gateway_service_pb2 as gateway
from reckoner.v1 import review_pb2 as review
from world import world


class Reviews(unittest.TestCase):
    def setUp(self):
        self.world = world()
        self.ask = self.world.clients.gateway
        self.claim = self.world.records[3].claim

    def decide(self, decision, **fields):
        request = gateway.ReviewClaimsRequest(
            claims=[self.claim.id],
            decision=review.ReviewDecision(decision=decision, reason="read", reviewer="P. Client", **fields),
        )
        return self.ask.ReviewClaims(request)

    def test_a_correction_is_read_back_and_taken_back(self):
        answer = self.decide(review.DECISION_CORRECTED, corrections={"group.place": "Elsewhere"})
        record = answer.claims[0]
        self.assertEqual(record.review, review.DECISION_CORRECTED)
        self.assertEqual(record.claim, self.claim)
        self.assertEqual(record.reading.group.place, "Elsewhere")
        self.assertEqual(record.reading.id, "")
        self.assertEqual([c.field for c in record.corrections], ["group.place"])
        again = self.decide(review.DECISION_CORRECTED, corrections={"group.place": "Elsewhere"})
        self.assertEqual(list(again.already_recorded), [self.claim.id])
        self.assertEqual(again.status.revision, answer.status.revision)

        done = self.world.stack.reckon("show", self.claim.id, "--at", answer.status.revision, "--json")
        shown = json_format.Parse(done.stdout, gateway.ShowClaimResponse())
        self.assertEqual(shown.claim.reviews[0].effect, review.REVIEW_EFFECT_HOLDS)
        self.assertEqual(json.loads(done.stdout), json_format.MessageToDict(shown))

        back = self.decide(review.DECISION_ACCEPTED)
        self.assertFalse(back.claims[0].HasField("reading"))

    def test_what_cannot_be_corrected_is_refused(self):
        for corrections in ({"id": "x"}, {"quantity.best": "many"}, {}):
            with self.assertRaises(grpc.RpcError) as caught:
                self.decide(review.DECISION_CORRECTED, corrections=corrections)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)
