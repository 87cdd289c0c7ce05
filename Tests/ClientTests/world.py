"""One stack with all samples in it, for tests that only ask. It starts with the first of them."""

import atexit
import functools

from clients import Clients
from reckoner.v1 import storage_service_pb2
from stack import Stack, samples


class World:
    def __init__(self):
        self.stack = Stack()
        atexit.register(self.stack.close)
        self.stack.__enter__()
        self.clients = Clients(self.stack)
        atexit.register(self.clients.close)
        self.reports = [(sample, *self.clients.take_in(*sample)) for sample in samples()]
        # All questions are about this revision, so that an answer can be compared with one given later.
        self.revision = self.clients.storage.GetHead(storage_service_pb2.GetHeadRequest()).revision
        self.at = {"revision": self.revision}

    @functools.cached_property
    def records(self):
        """All claims, straight from storage."""
        request = storage_service_pb2.ListClaimsRequest(at=self.at, page_size=500)
        return list(self.clients.storage.ListClaims(request).claims)


@functools.cache
def world():
    return World()
