"""What a client sees while a part is missing, and that it can tell."""

from clients import error_of
from grpc import StatusCode
from own_stack import OwnStack
from reckoner.v1 import answer_pb2, error_pb2
from reckoner.v1 import gateway_service_pb2 as gateway
from stack import samples


class PartialAnswers(OwnStack):
    """One service after the other is ended and started again, on a stack of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for sample in list(samples())[:3]:
            cls.clients.take_in(*sample)
        cls.question = {"measure": "killed"}
        head = cls.clients.gateway.Compare(gateway.CompareRequest(question=cls.question))
        # What is asked about a revision by its number is put together anew each time.
        cls.request = gateway.CompareRequest(question=cls.question, at={"revision": head.status.revision})
        cls.whole = cls.clients.gateway.Compare(cls.request)

    def without(self, service):
        self.stack.stop(service)
        self.addCleanup(self._back, service)

    def _back(self, service):
        self.stack.start(service)
        # The gateway takes a moment to find it again; until then its answers go on saying so.
        while self.compare() != self.whole:
            pass

    def compare(self):
        return self.clients.gateway.Compare(self.request)

    def assert_missing(self, status, *names):
        self.assertEqual(status.complete, not names)
        self.assertEqual([part.name for part in status.parts if not part.complete], list(names))
        for part in status.parts:
            self.assertEqual(part.HasField("error"), part.name in names)
            if part.name in names:
                self.assertEqual(part.error.reason, error_pb2.ERROR_REASON_UNAVAILABLE)
                self.assertTrue(part.error.message)

    def test_with_all_services_the_answer_is_whole(self):
        self.assert_missing(self.whole.status)
        self.assertTrue(self.whole.comparison.topics)
        self.assertTrue(self.whole.evidence)

    def test_without_analytics_there_are_claims_and_no_figures(self):
        self.clients.gateway.Compare(gateway.CompareRequest(question=self.question))
        self.without("analytics")
        answer = self.compare()
        self.assert_missing(answer.status, "figures")
        self.assertFalse(answer.HasField("comparison"))
        self.assertEqual(answer.status.revision, self.whole.status.revision)
        ids = {record.claim.id for record in answer.evidence}
        self.assertLessEqual({record.claim.id for record in self.whole.evidence}, ids)
        # One that was given just before, and nothing has been recorded since, is as whole as it was.
        kept = self.clients.gateway.Compare(gateway.CompareRequest(question=self.question))
        self.assert_missing(kept.status)
        self.assertEqual(kept.comparison, self.whole.comparison)
        # An answer of which nothing is there is an error.
        request = gateway.ListSeriesRequest(question=self.question)
        error, detail = error_of(lambda: self.clients.gateway.ListSeries(request))
        self.assertEqual(error.code(), StatusCode.UNAVAILABLE)
        self.assertIn("analytics", detail.subject)
        status = self.clients.gateway.GetStatus(gateway.GetStatusRequest())
        self.assert_missing(status.status, "analytics")
        (down,) = (s for s in status.services if s.health != answer_pb2.SERVICE_HEALTH_READY)
        self.assertEqual((down.service, down.health), ("analytics", answer_pb2.SERVICE_HEALTH_UNREACHABLE))

    def test_without_storage_there_are_figures_and_no_sentences(self):
        self.without("storage")
        answer = self.compare()
        self.assert_missing(answer.status, "sentences")
        self.assertEqual(answer.comparison, self.whole.comparison)
        self.assertFalse(answer.evidence)
        series = self.clients.gateway.ListSeries(gateway.ListSeriesRequest(question=self.question))
        self.assert_missing(series.status, "revision")
        request = gateway.ShowClaimRequest(id=self.whole.evidence[0].claim.id)
        error, detail = error_of(lambda: self.clients.gateway.ShowClaim(request))
        self.assertEqual(error.code(), StatusCode.UNAVAILABLE)
        self.assertIn("storage", detail.subject)

    def test_without_ingest_all_questions_are_answered(self):
        self.without("ingest")
        self.assertEqual(self.compare(), self.whole)
        error, _ = error_of(lambda: self.clients.take_in(*next(samples())))
        self.assertEqual(error.code(), StatusCode.UNAVAILABLE)
        status = self.clients.gateway.GetStatus(gateway.GetStatusRequest())
        self.assert_missing(status.status, "ingest")
