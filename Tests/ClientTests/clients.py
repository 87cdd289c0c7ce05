"""Stubs, as any Python client would have them, and the ways in which these tests use them."""

import grpc
from grpc_health.v1 import health_pb2_grpc
from reckoner.v1 import (
    analytics_service_pb2_grpc,
    error_pb2,
    gateway_service_pb2,
    gateway_service_pb2_grpc,
    ingest_service_pb2_grpc,
    storage_service_pb2_grpc,
)

STUBS = {
    "storage": storage_service_pb2_grpc.StorageServiceStub,
    "analytics": analytics_service_pb2_grpc.AnalyticsServiceStub,
    "ingest": ingest_service_pb2_grpc.IngestServiceStub,
    "gateway": gateway_service_pb2_grpc.GatewayServiceStub,
}
FULL_NAMES = {name: f"reckoner.v1.{name.capitalize()}Service" for name in STUBS}

LARGEST_INT64 = 2**63 - 1


class Clients:
    """One channel to each service of a stack."""

    def __init__(self, stack):
        # Many stacks in one process reuse ports, and with them what the library remembers of a dead server.
        options = [("grpc.use_local_subchannel_pool", 1)]
        self.channels = {
            name: grpc.insecure_channel(address, options)
            for name, address in stack.addresses.items()
        }
        for name, channel in self.channels.items():
            setattr(self, name, STUBS[name](channel))

    def health(self, name):
        return health_pb2_grpc.HealthStub(self.channels[name])

    def raw(self, service, path):
        """A unary call of bytes, for what no stub would send."""
        return self.channels[service].unary_unary(path)

    def take_in(self, path, published, outlet):
        """Submits a report through the gateway and follows it to its end; the receipt and all progress."""
        receipt = self.gateway.Submit(report_parts(path, published, outlet)).receipt
        request = gateway_service_pb2.FollowRequest(receipt=receipt)
        return receipt, [step.progress for step in self.gateway.Follow(request)]

    def close(self):
        for channel in self.channels.values():
            channel.close()


def report_parts(path, published="", outlet="", part_size=500, message=gateway_service_pb2.SubmitRequest):
    """Header, then the bytes; the parts are small so that every sample takes several."""
    content = path.read_bytes()
    yield message(
        report={
            "header": {
                "file_name": path.name,
                "outlet": outlet,
                "published": published,
                "size": len(content),
            }
        }
    )
    for start in range(0, len(content), part_size):
        yield message(report={"content": content[start : start + part_size]})


def passage_parts(name, text, message):
    yield message(passage={"header": {"id": name}})
    yield message(passage={"content": text.encode()})
    yield message(passage={"end": True})


def error_of(call):
    """The error with which a call ends: the library's, and our detail from the trailer (None where there is none)."""
    try:
        answer = call()
        answer = answer if hasattr(answer, "DESCRIPTOR") else list(answer)
    except grpc.RpcError as error:
        packed = dict(error.trailing_metadata() or ()).get("reckoner-error-bin")
        return error, error_pb2.ErrorDetail.FromString(packed) if packed else None
    raise AssertionError(f"the call was answered: {answer}")
