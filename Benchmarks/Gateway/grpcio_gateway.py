"""A gateway in Python that composes the answers of reckoner-gateway from the same services by the same calls: an asyncio
server of grpcio with the messages that protoc makes of the schema. It is what Benchmarks/gateway measures beside ours.
usage: grpcio_gateway.py PORT STORAGE_PORT ANALYTICS_PORT MESSAGES
  MESSAGES  the folder with what grpc_tools made of Proto/"""
import asyncio
import sys

import grpc

port, storage_port, analytics_port, messages = sys.argv[1:]
sys.path.insert(0, messages)
from grpc_health.v1 import health, health_pb2_grpc  # noqa: E402
from reckoner.v1 import (  # noqa: E402
    analytics_service_pb2, analytics_service_pb2_grpc, answer_pb2, gateway_service_pb2, gateway_service_pb2_grpc,
    record_pb2, storage_service_pb2, storage_service_pb2_grpc)

OPTIONS = [("grpc.max_receive_message_length", 64 << 20), ("grpc.max_send_message_length", 64 << 20)]
BATCH = 200


def status(revision, *parts):
    return answer_pb2.AnswerStatus(
        complete=True, parts=[answer_pb2.AnswerPart(name=name, complete=True) for name in parts], revision=revision)


class Gateway(gateway_service_pb2_grpc.GatewayServiceServicer):
    def __init__(self, storage, analytics):
        self.storage = storage_service_pb2_grpc.StorageServiceStub(storage)
        self.analytics = analytics_service_pb2_grpc.AnalyticsServiceStub(analytics)

    async def SearchClaims(self, request, context):
        page = await self.storage.ListClaims(
            storage_service_pb2.ListClaimsRequest(
                filter=request.filter, at=request.at, page_size=request.page_size, cursor=request.cursor,
                sightings=request.sightings),
            timeout=context.time_remaining())
        return gateway_service_pb2.SearchClaimsResponse(
            status=status(page.revision, "claims"), claims=page.claims, next_cursor=page.next_cursor,
            sightings=page.sightings)

    async def Compare(self, request, context):
        head = await self.storage.GetHead(
            storage_service_pb2.GetHeadRequest(at=request.at), timeout=context.time_remaining())
        answer = await self.analytics.Compare(
            analytics_service_pb2.AnalyticsServiceCompareRequest(
                question=request.question, revision=head.revision, hash=head.hash),
            timeout=context.time_remaining())
        ids = list(dict.fromkeys(
            figure.claims[0] for topic in answer.comparison.topics for system in topic.systems
            for figure in system.figures))
        point = record_pb2.LedgerPoint(revision=head.revision)
        batches = await asyncio.gather(*(
            self.storage.GetClaims(
                storage_service_pb2.GetClaimsRequest(ids=ids[place:place + BATCH], at=point),
                timeout=context.time_remaining())
            for place in range(0, len(ids), BATCH)))
        return gateway_service_pb2.CompareResponse(
            status=status(head.revision, "figures", "sentences"), comparison=answer.comparison,
            evidence=[claim for batch in batches for claim in batch.claims])


async def serve():
    async with grpc.aio.insecure_channel(f"127.0.0.1:{storage_port}", options=OPTIONS) as storage, \
            grpc.aio.insecure_channel(f"127.0.0.1:{analytics_port}", options=OPTIONS) as analytics:
        server = grpc.aio.server(options=OPTIONS)
        gateway_service_pb2_grpc.add_GatewayServiceServicer_to_server(Gateway(storage, analytics), server)
        health_pb2_grpc.add_HealthServicer_to_server(health.aio.HealthServicer(), server)
        server.add_insecure_port(f"127.0.0.1:{port}")
        await server.start()
        await server.wait_for_termination()


asyncio.run(serve())
