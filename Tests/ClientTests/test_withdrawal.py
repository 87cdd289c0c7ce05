"""What a client sees of words that were withdrawn, and of states before them."""

from clients import error_of
from grpc import StatusCode
from own_stack import OwnStack
from reckoner.v1 import analytics_service_pb2 as analytics
from reckoner.v1 import entry_pb2, error_pb2, withdrawal_pb2
from reckoner.v1 import gateway_service_pb2 as gateway
from reckoner.v1 import storage_service_pb2 as storage
from stack import samples


class Withdrawal(OwnStack):
    def test_the_feed_and_every_answer_have_the_mark_in_place_of_the_words(self):
        sample = list(samples())[0]
        self.clients.take_in(*sample)
        before = self.clients.gateway.SearchClaims(gateway.SearchClaimsRequest())
        document = before.claims[0].claim.document
        revision = before.status.revision

        # Revision 0 is the empty ledger, and not the newest.
        nothing = self.clients.analytics.Compare(
            analytics.AnalyticsServiceCompareRequest(revision=0)
        )
        self.assertEqual((nothing.revision, nothing.comparison.claims), (0, 0))
        newest = self.clients.analytics.Compare(analytics.AnalyticsServiceCompareRequest())
        self.assertEqual(newest.revision, revision)
        self.assertGreater(newest.comparison.claims, 0)

        request = withdrawal_pb2.WithdrawDocumentRequest(
            document=document, mode=entry_pb2.WITHDRAWAL_MODE_ERASED, reason="asked for"
        )
        answers = list(self.clients.gateway.WithdrawDocument(request))
        report = answers[-1].report
        self.assertEqual(report.withdrawn.revision, revision + 1)
        self.assertEqual(report.withdrawn.reason, "asked for")
        self.assertFalse(report.HasField("pending"))

        at = {"revision": revision}
        then = self.clients.gateway.SearchClaims(gateway.SearchClaimsRequest(at=at))
        self.assertEqual(len(then.claims), len(before.claims))
        for record, old in zip(then.claims, before.claims):
            self.assertEqual(record.withdrawn, report.withdrawn)
            self.assertEqual(record.claim.evidence.sentence_text, "")
            self.assertEqual(record.claim.quantity, old.claim.quantity)

        # The feed ends with the withdrawal; whatever came without its words says why.
        marked, last = 0, None
        feed = self.clients.storage.Watch(storage.WatchRequest(after=0))
        for step in feed:
            if step.WhichOneof("part") == "caught_up":
                break
            if step.WhichOneof("part") == "entry":
                last = step.entry
                marked += step.HasField("withdrawn")
        feed.cancel()
        self.assertEqual(last.withdrawal.document, document)
        self.assertEqual(marked, 2, "a sighting with a title, a run with sentences")

        receipt, steps = self.clients.take_in(*sample)
        self.assertEqual(receipt.document, document)
        self.assertEqual(steps[-1].error.reason, error_pb2.ERROR_REASON_WITHDRAWN)
        request.mode = entry_pb2.WITHDRAWAL_MODE_SEALED
        error, detail = error_of(lambda: list(self.clients.gateway.WithdrawDocument(request)))
        self.assertEqual(error.code(), StatusCode.FAILED_PRECONDITION)
        self.assertEqual(detail.reason, error_pb2.ERROR_REASON_WITHDRAWN)
