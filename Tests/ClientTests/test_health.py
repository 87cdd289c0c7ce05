"""grpc.health.v1 as the standard package speaks it."""

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
    # Many, because what a stopping service does first is a race that one watcher seldom loses.
    WATCHERS = 20

    def test_watchers_are_told_when_a_service_stops(self):
        with Stack() as stack:
            clients = Clients(stack)
            self.addCleanup(clients.close)
            for service in reversed(SERVICES):
                with self.subTest(service=service):
                    request = health_pb2.HealthCheckRequest(service=FULL_NAMES[service])
                    watch = clients.health(service).Watch
                    calls = [watch(request, timeout=PATIENCE) for _ in range(self.WATCHERS)]
                    for call in calls:
                        self._read_until_serving(call)
                    self.assertEqual(stack.stop(service), 0)
                    told = [self._rest(call)[:1] for call in calls]
                    self.assertEqual(told, [[Status.NOT_SERVING]] * self.WATCHERS)

    @staticmethod
    def _read_until_serving(call):
        """Analytics serves only when it has read the ledger."""
        while next(call).status != Status.SERVING:
            pass

    @staticmethod
    def _rest(call):
        """What comes until the end, whichever end that is."""
        rest = []
        try:
            for answer in call:
                rest.append(answer.status)
        except grpc.RpcError as error:
            rest.append(error.code())
        return rest
