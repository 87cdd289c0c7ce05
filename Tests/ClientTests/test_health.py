"""grpc.health.v1 as the standard package speaks it."""

import queue
import threading
import unittest

import grpc
from clients import FULL_NAMES, Clients, error_of
from grpc_health.v1 import health_pb2
from stack import PATIENCE, SERVICES, Stack
from world import world

Status = health_pb2.HealthCheckResponse


class Checks(unittest.TestCase):
    def test_each_service_serves_by_its_name_and_by_none(self):
        for service in SERVICES:
            for name in ("", FULL_NAMES[service]):
                with self.subTest(service=service, name=name):
                    request = health_pb2.HealthCheckRequest(service=name)
                    answer = world().clients.health(service).Check(request)
                    self.assertEqual(answer.status, Status.SERVING)

    def test_a_name_that_is_not_here_is_not_found(self):
        for service in SERVICES:
            with self.subTest(service=service):
                request = health_pb2.HealthCheckRequest(service="reckoner.v1.NoSuchService")
                error, _ = error_of(lambda: world().clients.health(service).Check(request))
                self.assertEqual(error.code(), grpc.StatusCode.NOT_FOUND)

    def test_watching_a_name_that_is_not_here_stays_open(self):
        request = health_pb2.HealthCheckRequest(service="reckoner.v1.NoSuchService")
        for service in SERVICES:
            with self.subTest(service=service):
                call = world().clients.health(service).Watch(request, timeout=PATIENCE)
                self.assertEqual(next(call).status, Status.SERVICE_UNKNOWN)
                self.assertTrue(call.is_active())
                call.cancel()


class Watches(unittest.TestCase):
    def test_a_watcher_is_told_when_a_service_stops(self):
        with Stack() as stack:
            clients = Clients(stack)
            self.addCleanup(clients.close)
            for service in reversed(SERVICES):
                with self.subTest(service=service):
                    self._watch_the_end(stack, clients, service)

    def _watch_the_end(self, stack, clients, service):
        request = health_pb2.HealthCheckRequest(service=FULL_NAMES[service])
        call = clients.health(service).Watch(request, timeout=PATIENCE)
        seen = queue.Queue()

        def watch():
            try:
                for answer in call:
                    seen.put(answer.status)
            except grpc.RpcError as error:
                seen.put(error.code())
            seen.put(None)

        watcher = threading.Thread(target=watch)
        watcher.start()
        self.assertEqual(self._next_but_starting(seen), Status.SERVING)
        self.assertEqual(stack.stop(service), 0)
        watcher.join(PATIENCE)
        rest = list(iter(seen.get_nowait, None))
        self.assertEqual(rest[:1], [Status.NOT_SERVING])
        # How the stream ends is up to the moment; that it does not end well after all that time is not.
        self.assertNotIn(grpc.StatusCode.DEADLINE_EXCEEDED, rest)

    @staticmethod
    def _next_but_starting(seen):
        """Analytics serves only when it has read the ledger."""
        while (status := seen.get(timeout=PATIENCE)) == Status.NOT_SERVING:
            pass
        return status
