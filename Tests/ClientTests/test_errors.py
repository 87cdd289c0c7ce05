"""Every failure has the code that Docs/operations.md names for its reason, and says what was wrong."""

import re
import signal
import unittest

import grpc
from clients import FULL_NAMES, Clients, error_of
from grpc import StatusCode
from reckoner.v1 import analytics_service_pb2 as analytics
from reckoner.v1 import error_pb2
from reckoner.v1 import gateway_service_pb2 as gateway
from reckoner.v1 import storage_service_pb2 as storage
from stack import CHECKOUT, PATIENCE, SERVICES, Stack
from world import world

NOBODY = "0" * 64
MEBIBYTE = 1 << 20


def table():
    """Reason to status, as the manual has it."""
    text = (CHECKOUT / "Docs" / "operations.md").read_text()
    rows = re.search(r"\| reason \| gRPC status .*?\n((?:\|.*\n)+)", text).group(1).splitlines()[1:]
    found = {}
    for row in rows:
        reason, status = row.split("|")[1:3]
        name = re.sub(r"(?=[A-Z])", "_", reason.strip(" `")).upper()
        found[error_pb2.ErrorReason.Value(f"ERROR_REASON_{name}")] = StatusCode[status.strip()]
    return found


class Table(unittest.TestCase):
    def test_the_manual_names_every_reason(self):
        self.assertEqual(set(table()) | {0}, set(error_pb2.ErrorReason.values()))


class Errors(unittest.TestCase):
    def setUp(self):
        self.world = world()
        self.clients = self.world.clients

    def assert_fails(self, code, reason, call):
        error, detail = error_of(call)
        self.assertEqual(error.code(), code, error.details())
        self.assertIsNotNone(detail, "no reckoner-error-bin in the trailers")
        self.assertEqual(error_pb2.ErrorReason.Name(detail.reason), f"ERROR_REASON_{reason}")
        self.assertEqual(code, table()[detail.reason])
        self.assertTrue(detail.message)
        for part in (detail.subject, detail.message, detail.hint):
            self.assertIn(part, error.details())
        return detail

    def test_a_claim_that_is_not_there(self):
        for call in (
            lambda: self.clients.gateway.ShowClaim(gateway.ShowClaimRequest(id=NOBODY)),
            lambda: self.clients.storage.GetClaims(storage.GetClaimsRequest(ids=[NOBODY])),
        ):
            detail = self.assert_fails(StatusCode.NOT_FOUND, "NOT_FOUND", call)
            self.assertEqual(detail.subject, NOBODY)

    def test_a_malformed_request(self):
        search = self.clients.gateway.SearchClaims
        for field, request in {
            "zz": lambda: self.clients.gateway.ShowClaim(gateway.ShowClaimRequest(id="zz")),
            "page_size": lambda: search(gateway.SearchClaimsRequest(page_size=501)),
            "cursor": lambda: search(gateway.SearchClaimsRequest(cursor="elsewhere")),
            "page_size of origins": lambda: self.clients.gateway.ListOrigins(
                gateway.ListOriginsRequest(page_size=501)
            ),
            "cursor of origins": lambda: self.clients.gateway.ListOrigins(
                gateway.ListOriginsRequest(cursor="elsewhere")
            ),
            "party": lambda: search(gateway.SearchClaimsRequest(filter={"party": "No Such Id!"})),
            "since": lambda: search(gateway.SearchClaimsRequest(filter={"since": "yesterday"})),
            "revision": lambda: search(gateway.SearchClaimsRequest(at={"revision": -1})),
        }.items():
            with self.subTest(field=field):
                detail = self.assert_fails(StatusCode.INVALID_ARGUMENT, "MALFORMED", request)
                self.assertIn(field.split()[0], detail.subject)

    def test_bytes_that_are_no_message(self):
        call = self.clients.raw("gateway", "/reckoner.v1.GatewayService/ShowClaim")
        for name, request in {
            "no tags": b"\xff\xff",
            "cut off": b"\x0a\x40abc",
            "a NUL in a string": b"\x0a\x03a\x00b",
            "not UTF-8": b"\x0a\x03a\xffb",
        }.items():
            with self.subTest(name):
                self.assert_fails(StatusCode.INVALID_ARGUMENT, "MALFORMED", lambda: call(request))

    def test_a_report_that_is_none(self):
        header = gateway.SubmitRequest(report={"header": {"file_name": "a.txt"}})
        content = gateway.SubmitRequest(report={"content": b"Four killed."})
        short = gateway.SubmitRequest(report={"header": {"size": 13}})
        negative = gateway.SubmitRequest(report={"header": {"size": -1}})
        for name, parts in {
            "nothing": [],
            "no header": [content],
            "no content": [header],
            "two headers": [header, header],
            "less than announced": [short, content],
            "a negative size": [negative, content],
        }.items():
            with self.subTest(name):
                call = lambda: self.clients.gateway.Submit(iter(parts))
                self.assert_fails(StatusCode.INVALID_ARGUMENT, "MALFORMED", call)

    def test_a_report_in_a_format_that_is_not_read(self):
        parts = ({"header": {"file_name": "a.bin"}}, {"content": bytes(range(256))})
        call = lambda: self.clients.gateway.Submit(gateway.SubmitRequest(report=part) for part in parts)
        self.assert_fails(StatusCode.UNIMPLEMENTED, "UNSUPPORTED", call)

    def test_a_revision_that_is_not_reached(self):
        beyond = self.world.revision + 1000
        for call in (
            lambda: self.clients.gateway.Compare(gateway.CompareRequest(at={"revision": beyond})),
            lambda: self.clients.storage.GetHead(storage.GetHeadRequest(at={"revision": beyond})),
            lambda: self.clients.storage.Watch(storage.WatchRequest(after=beyond)),
        ):
            self.assert_fails(StatusCode.OUT_OF_RANGE, "REVISION_UNKNOWN", call)

    def test_a_message_that_is_too_large(self):
        """However far over the limit: a status says so, and others are served all the same."""
        for mebibytes in (4, 17, 70):
            with self.subTest(mebibytes=mebibytes):
                request = gateway.SearchClaimsRequest(filter={"place": "x" * (mebibytes * MEBIBYTE)})
                call = lambda: self.clients.gateway.SearchClaims(request)
                detail = self.assert_fails(StatusCode.RESOURCE_EXHAUSTED, "TOO_LARGE", call)
                self.assertIn("limits.message-size", detail.message)
        self.assertTrue(self.clients.gateway.GetStatus(gateway.GetStatusRequest()).status.complete)

    def test_what_is_too_large_by_number(self):
        for call in (
            lambda: self.clients.storage.GetClaims(storage.GetClaimsRequest(ids=[NOBODY] * 501)),
            lambda: self.clients.gateway.Submit(
                iter([gateway.SubmitRequest(report={"header": {"size": 2**63 - 1}})])
            ),
        ):
            self.assert_fails(StatusCode.RESOURCE_EXHAUSTED, "TOO_LARGE", call)

    def test_methods_that_are_not_there(self):
        for service in SERVICES:
            for path in (f"/{FULL_NAMES[service]}/NoSuchMethod", "/reckoner.v1.NoSuchService/Compare"):
                with self.subTest(service=service, path=path):
                    error, _ = error_of(lambda: self.clients.raw(service, path)(b""))
                    self.assertEqual(error.code(), StatusCode.UNIMPLEMENTED)

    def test_compression_is_refused_and_not_misread(self):
        request = gateway.SearchClaimsRequest(filter={"place": "x" * 1000})
        call = lambda: self.clients.gateway.SearchClaims(request, compression=grpc.Compression.Gzip)
        self.assertEqual(error_of(call)[0].code(), StatusCode.UNIMPLEMENTED)

    def test_a_stream_ends_with_its_callers_deadline(self):
        request = storage.WatchRequest(after=self.world.revision)
        error, _ = error_of(lambda: self.clients.storage.Watch(request, timeout=0.5))
        self.assertEqual(error.code(), StatusCode.DEADLINE_EXCEEDED)

    def test_waiting_for_a_revision_answers_before_the_deadline(self):
        request = analytics.GetPositionRequest(wait_for=self.world.revision + 1000)
        answer = self.clients.analytics.GetPosition(request, timeout=5)
        self.assertLess(answer.revision, request.wait_for)

    def test_a_request_id_is_in_the_logs_along_the_way(self):
        for given in ("client-7f3a", "x" * 64):
            error_of(
                lambda: self.clients.gateway.ShowClaim(
                    gateway.ShowClaimRequest(id=NOBODY), metadata=[("reckoner-request-id", given)]
                )
            )
            for service in ("gateway", "storage"):
                self.assertIn(f"request={given} ", self.world.stack.log(service))


class Hangs(unittest.TestCase):
    """A service that neither answers nor goes away."""

    def test_the_deadline_of_a_call_is_kept(self):
        with Stack() as stack:
            clients = Clients(stack)
            self.addCleanup(clients.close)
            stack.signal("storage", signal.SIGSTOP)
            request = gateway.ShowClaimRequest(id=NOBODY)
            error, _ = error_of(lambda: clients.gateway.ShowClaim(request, timeout=1))
            self.assertEqual(error.code(), StatusCode.DEADLINE_EXCEEDED)
            # Without a deadline of the client's own it is the gateway that ends the call, and says which part hung.
            error, detail = error_of(lambda: clients.gateway.ShowClaim(request))
            self.assertEqual(error.code(), table()[error_pb2.ERROR_REASON_DEADLINE])
            self.assertEqual(detail.reason, error_pb2.ERROR_REASON_DEADLINE)
            self.assertIn("storage", detail.subject)
            # What does not need the hanging part is answered, and says what it lacks.
            answer = clients.gateway.Compare(gateway.CompareRequest())
            missing = {part.name: part.error.reason for part in answer.status.parts if not part.complete}
            self.assertEqual(missing, {"sentences": error_pb2.ERROR_REASON_DEADLINE})
            stack.signal("storage", signal.SIGCONT)
            error, _ = error_of(lambda: clients.gateway.ShowClaim(request, timeout=PATIENCE))
            self.assertEqual(error.code(), StatusCode.NOT_FOUND)
