"""Every method of every service, in each of gRPC's four kinds of call."""

import hashlib
import queue
import unittest

import grpc
from clients import error_of, passage_parts, report_parts
from reckoner.v1 import analytics_service_pb2 as analytics
from reckoner.v1 import answer_pb2
from reckoner.v1 import gateway_service_pb2 as gateway
from reckoner.v1 import ingest_service_pb2 as ingest
from reckoner.v1 import intake_pb2
from reckoner.v1 import storage_service_pb2 as storage
from stack import PATIENCE, samples
from world import world

SENTENCE = "The ministry said that at least 1,200 Russian soldiers had been killed in 2024."


class UnaryCalls(unittest.TestCase):
    def setUp(self):
        self.world = world()
        self.clients = self.world.clients
        self.at = self.world.at

    def test_gateway_answers_each_question(self):
        ask = self.clients.gateway
        page = ask.SearchClaims(gateway.SearchClaimsRequest(at=self.at, page_size=500))
        self.assertEqual(len(page.claims), sum(steps[-1].claims for _, _, steps in self.world.reports))
        shown = ask.ShowClaim(gateway.ShowClaimRequest(id=page.claims[0].claim.id[:12], at=self.at))
        self.assertEqual(shown.claim, page.claims[0])
        self.assertEqual(len(shown.entry_hash), 32)
        question = {"party": "russia", "measure": "killed", "conflict": "russia-ukraine"}
        compared = ask.Compare(gateway.CompareRequest(question=question, at=self.at))
        self.assertTrue(compared.comparison.topics)
        series = ask.ListSeries(gateway.ListSeriesRequest(question=question, at=self.at))
        self.assertTrue(series.series)
        origins = ask.ListOrigins(gateway.ListOriginsRequest(question=question, at=self.at))
        self.assertTrue(origins.origins.origins)
        reports = ask.BrowseReports(gateway.BrowseReportsRequest(at=self.at))
        self.assertEqual(len(reports.reports), len(self.world.reports))
        words = ask.DescribeVocabulary(gateway.DescribeVocabularyRequest(at=self.at))
        self.assertIn("killed", [measure.id for measure in words.vocabulary.measures])
        for answer in (page, shown, compared, series, origins, reports, words):
            with self.subTest(answer=type(answer).__name__):
                self.assertTrue(answer.status.complete)
                self.assertEqual(answer.status.revision, self.world.revision)

    def test_gateway_knows_how_all_services_are(self):
        answer = self.clients.gateway.GetStatus(gateway.GetStatusRequest())
        self.assertEqual(
            {service.service: service.health for service in answer.services},
            dict.fromkeys(self.world.stack.addresses, answer_pb2.SERVICE_HEALTH_READY),
        )

    def test_pages_of_origins_together_are_all_of_them(self):
        ask = self.clients.gateway
        whole = ask.ListOrigins(gateway.ListOriginsRequest(at=self.at, page_size=500)).origins
        found, cursor = [], ""
        while True:
            page = ask.ListOrigins(
                gateway.ListOriginsRequest(at=None if cursor else self.at, page_size=7, cursor=cursor)
            )
            self.assertEqual(page.status.revision, self.world.revision)
            found += page.origins.origins
            cursor = page.next_cursor
            if not cursor:
                break
        self.assertEqual(found, list(whole.origins))
        self.assertEqual(len(found), whole.total)

    def test_pages_of_series_together_are_all_of_them(self):
        ask = self.clients.gateway
        whole = ask.ListSeries(gateway.ListSeriesRequest(at=self.at, page_size=500))
        self.assertFalse(whole.next_cursor)
        found, cursor = [], ""
        while True:
            page = ask.ListSeries(gateway.ListSeriesRequest(at=self.at, page_size=3, cursor=cursor))
            self.assertEqual(page.status.revision, self.world.revision)
            for series in page.series:
                if found and (found[-1].topic, found[-1].claimant) == (series.topic, series.claimant):
                    found[-1].points.extend(series.points)
                else:
                    found.append(series)
            cursor = page.next_cursor
            if not cursor:
                break
            # A cursor answers one question only.
            error, _ = error_of(
                lambda: ask.ListSeries(gateway.ListSeriesRequest(question={"party": "russia"}, cursor=cursor))
            )
            self.assertEqual(error.code(), grpc.StatusCode.INVALID_ARGUMENT)
        self.assertEqual(found, list(whole.series))
        with_projections = ask.ListSeries(
            gateway.ListSeriesRequest(at=self.at, page_size=500, projections=True)
        )
        self.assertGreater(
            sum(len(series.points) for series in with_projections.series),
            sum(len(series.points) for series in whole.series),
        )

    def test_claims_come_with_where_their_reports_were_seen(self):
        ask = self.clients.gateway
        page = ask.SearchClaims(gateway.SearchClaimsRequest(at=self.at, page_size=20, sightings=True))
        self.assertEqual(
            {claim.claim.document for claim in page.claims},
            {sighting.document for sighting in page.sightings},
        )
        self.assertTrue(all(sighting.outlet.name for sighting in page.sightings))
        plain = ask.SearchClaims(gateway.SearchClaimsRequest(at=self.at, page_size=20))
        self.assertFalse(plain.sightings)
        self.assertEqual(plain.claims, page.claims)

    def test_pages_together_are_the_whole_list(self):
        for size in (1, 7, 50):
            found, cursor = [], ""
            while True:
                page = self.clients.gateway.SearchClaims(
                    gateway.SearchClaimsRequest(at=self.at, page_size=size, cursor=cursor)
                )
                self.assertLessEqual(len(page.claims), size)
                found += page.claims
                cursor = page.next_cursor
                if not cursor:
                    break
            self.assertEqual(found, self.world.records)

    def test_storage_answers_what_the_gateway_passes_on(self):
        ask = self.clients.storage
        ids = [record.claim.id for record in self.world.records[:3]]
        answer = ask.GetClaims(storage.GetClaimsRequest(ids=ids, at=self.at))
        self.assertEqual(list(answer.claims), self.world.records[:3])
        # What goes beside a claim is a question of its own.
        self.assertFalse(answer.sightings or answer.entry_hashes)
        answer = ask.GetClaims(storage.GetClaimsRequest(ids=ids, at=self.at, history=True))
        outer = self.clients.gateway.ShowClaim(gateway.ShowClaimRequest(id=ids[0], at=self.at))
        self.assertEqual(outer.entry_hash, answer.entry_hashes[0])
        reports = ask.ListReports(storage.ListReportsRequest(at=self.at))
        browsed = self.clients.gateway.BrowseReports(gateway.BrowseReportsRequest(at=self.at))
        self.assertEqual(reports.reports, browsed.reports)
        words = ask.GetVocabulary(storage.GetVocabularyRequest(at=self.at))
        described = self.clients.gateway.DescribeVocabulary(gateway.DescribeVocabularyRequest(at=self.at))
        self.assertEqual(words.vocabulary, described.vocabulary)
        head = ask.GetHead(storage.GetHeadRequest())
        self.assertEqual(ask.GetStorageStatus(storage.GetStorageStatusRequest()).entries, head.revision)

    def test_analytics_answers_what_the_gateway_passes_on(self):
        ask = self.clients.analytics
        question = {"party": "russia", "measure": "killed"}
        inner = ask.Compare(
            analytics.AnalyticsServiceCompareRequest(question=question, revision=self.world.revision)
        )
        outer = self.clients.gateway.Compare(gateway.CompareRequest(question=question, at=self.at))
        self.assertEqual(inner.comparison, outer.comparison)
        inner = ask.ListSeries(
            analytics.AnalyticsServiceListSeriesRequest(question=question, revision=self.world.revision)
        )
        outer = self.clients.gateway.ListSeries(gateway.ListSeriesRequest(question=question, at=self.at))
        self.assertEqual(inner.series, outer.series)
        inner = ask.ListOrigins(
            analytics.AnalyticsServiceListOriginsRequest(question=question, revision=self.world.revision)
        )
        outer = self.clients.gateway.ListOrigins(
            gateway.ListOriginsRequest(question=question, at=self.at)
        )
        self.assertEqual(inner.origins, outer.origins)
        position = ask.GetPosition(analytics.GetPositionRequest(wait_for=self.world.revision))
        self.assertEqual((position.revision, position.ready), (self.world.revision, True))
        status = ask.GetAnalyticsStatus(analytics.GetAnalyticsStatusRequest())
        self.assertEqual(status.claims, len(self.world.records))


class StreamingCalls(unittest.TestCase):
    def setUp(self):
        self.world = world()
        self.clients = self.world.clients

    def test_submitted_parts_become_one_document(self):
        for (path, _, _), receipt, _ in self.world.reports:
            content = path.read_bytes()
            self.assertEqual(receipt.document, hashlib.sha256(content).hexdigest())
            self.assertEqual(receipt.size, len(content))

    def test_following_ends_when_the_claims_can_be_asked_about(self):
        for _, receipt, steps in self.world.reports:
            states = [step.state for step in steps]
            self.assertEqual(states, sorted(states))
            self.assertEqual(states[-2:], [intake_pb2.INTAKE_STATE_RECORDED, intake_pb2.INTAKE_STATE_ANSWERABLE])
            self.assertEqual(steps[-1].document, receipt.document)

    def test_ingest_takes_in_what_it_has_already(self):
        sample = next(samples())
        parts = report_parts(*sample, message=ingest.IngestServiceSubmitRequest)
        receipt = self.clients.ingest.Submit(parts).receipt
        self.assertEqual(receipt.document, self.world.reports[0][1].document)
        request = ingest.IngestServiceFollowRequest(receipt=receipt)
        last = [step.progress for step in self.clients.ingest.Follow(request)][-1]
        self.assertEqual(last.state, intake_pb2.INTAKE_STATE_RECORDED)
        self.assertTrue(last.already_recorded)

    def test_watching_gives_every_entry_once_and_in_order(self):
        call = self.clients.storage.Watch(storage.WatchRequest(after=0), timeout=PATIENCE)
        sequences, claims = [], []
        for answer in call:
            part = answer.WhichOneof("part")
            if part == "caught_up":
                self.assertEqual(answer.caught_up, sequences[-1])
                break
            if part == "entry":
                sequences.append(answer.entry.sequence)
            else:
                claims += [claim.id for claim in answer.claims.claims]
        call.cancel()
        self.assertEqual(sequences, list(range(1, len(sequences) + 1)))
        self.assertGreaterEqual(len(sequences), self.world.revision)
        self.assertCountEqual(claims, [record.claim.id for record in self.world.records])

    def test_a_watch_can_be_given_up(self):
        call = self.clients.storage.Watch(storage.WatchRequest(after=0), timeout=PATIENCE)
        next(call)
        call.cancel()
        with self.assertRaises(grpc.RpcError):
            list(call)
        self.assertEqual(call.code(), grpc.StatusCode.CANCELLED)

    def test_passages_are_answered_while_the_stream_goes_on(self):
        for service, message in (
            ("gateway", gateway.ExtractRequest),
            ("ingest", ingest.IngestServiceExtractRequest),
        ):
            with self.subTest(service=service):
                self._converse(getattr(self.clients, service).Extract, message)

    def _converse(self, extract, message):
        """The second passage is sent only when the first one has been answered."""
        parts = queue.Queue()
        call = extract(iter(parts.get, None), timeout=PATIENCE)
        for name in ("first", "second"):
            for part in passage_parts(name, SENTENCE, message):
                parts.put(part)
            claims = []
            for answer in call:
                self.assertEqual(answer.passage.id, name)
                claims += answer.passage.claims
                if answer.passage.last:
                    break
            self.assertEqual([claim.quantity.low.value for claim in claims], [1200])
        parts.put(None)
        self.assertEqual(list(call), [])
