"""Server reflection: what a client can learn from a service alone, without any file of ours."""

import unittest

from clients import FULL_NAMES, STUBS
from google.protobuf import descriptor_pb2, json_format
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass
from grpc_reflection.v1alpha import reflection_pb2
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase
from reckoner.v1 import (
    analytics_service_pb2,
    gateway_service_pb2,
    ingest_service_pb2,
    storage_service_pb2,
)
from stack import SERVICES
from world import world

COMPILED = {
    "storage": storage_service_pb2,
    "analytics": analytics_service_pb2,
    "ingest": ingest_service_pb2,
    "gateway": gateway_service_pb2,
}
# Both versions have the same messages on the wire; the standard package has classes for the older one only.
VERSIONS = ("v1", "v1alpha")


def ask(channel, version, *questions):
    """All questions in one stream."""
    call = channel.stream_stream(
        f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection_pb2.ServerReflectionResponse.FromString,
    )
    return list(call(iter(reflection_pb2.ServerReflectionRequest(**question) for question in questions)))


def files_of(answer):
    packed = answer.file_descriptor_response.file_descriptor_proto
    return [descriptor_pb2.FileDescriptorProto.FromString(file) for file in packed]


class Reflection(unittest.TestCase):
    def setUp(self):
        self.world = world()
        self.channels = self.world.clients.channels

    def each(self, *questions):
        """Each service with its answers, in both versions."""
        for service in SERVICES:
            for version in VERSIONS:
                asked = [
                    {kind: name.format(service=FULL_NAMES[service])} for kind, name in questions
                ]
                yield service, ask(self.channels[service], version, *asked)

    def test_services_are_listed(self):
        for service, (answer,) in self.each(("list_services", "")):
            names = {found.name for found in answer.list_services_response.service}
            self.assertLessEqual({FULL_NAMES[service], "grpc.health.v1.Health"}, names)
            self.assertFalse(names & (set(FULL_NAMES.values()) - {FULL_NAMES[service]}))

    def test_one_answer_holds_all_files_that_are_needed(self):
        for service, (answer,) in self.each(("file_containing_symbol", "{service}")):
            files = files_of(answer)
            names = [file.name for file in files]
            self.assertEqual(len(names), len(set(names)))
            self.assertEqual(names[0], f"reckoner/v1/{service}_service.proto")
            for file in files:
                self.assertLessEqual(set(file.dependency), set(names))

    def test_symbols_of_every_kind_are_found(self):
        symbols = {
            "reckoner.v1.Claim": "reckoner/v1/claim.proto",
            "reckoner.v1.Claim.id": "reckoner/v1/claim.proto",
            "reckoner.v1.Polarity": "reckoner/v1/claim.proto",
            "reckoner.v1.ErrorDetail": "reckoner/v1/error.proto",
            "google.protobuf.Timestamp": "google/protobuf/timestamp.proto",
            "grpc.health.v1.Health.Watch": "grpc/health/v1/health.proto",
        }
        for _, answers in self.each(*(("file_containing_symbol", name) for name in symbols)):
            self.assertEqual([files_of(answer)[0].name for answer in answers], list(symbols.values()))

    def test_what_is_not_there_is_an_error_in_the_stream(self):
        questions = (
            ("file_containing_symbol", "reckoner.v1.NoSuchThing"),
            ("file_by_filename", "no/such/file.proto"),
            ("list_services", ""),
        )
        for _, answers in self.each(*questions):
            kinds = [answer.WhichOneof("message_response") for answer in answers]
            self.assertEqual(kinds, ["error_response", "error_response", "list_services_response"])
            self.assertEqual([answer.error_response.error_code for answer in answers[:2]], [5, 5])

    def test_the_schema_served_is_the_schema_in_the_tree(self):
        for service, (answer,) in self.each(("file_containing_symbol", "{service}")):
            for file in files_of(answer):
                if not file.name.startswith("reckoner/"):
                    continue
                compiled = descriptor_pb2.FileDescriptorProto()
                COMPILED[service].DESCRIPTOR.pool.FindFileByName(file.name).CopyToProto(compiled)
                self.assertEqual(self._bare(file), self._bare(compiled))

    def _bare(self, file):
        """Without what compilers may leave out or fill in."""
        file.ClearField("source_code_info")
        self._clear_json_names(file.message_type)
        return file

    def _clear_json_names(self, messages):
        for message in messages:
            self._clear_json_names(message.nested_type)
            for field in message.field:
                field.ClearField("json_name")


class ReflectedCalls(unittest.TestCase):
    """Calls of which nothing is known but what the service itself says."""

    def setUp(self):
        self.world = world()

    def pool(self, service):
        return DescriptorPool(ProtoReflectionDescriptorDatabase(self.world.clients.channels[service]))

    def method(self, service, name):
        found = self.pool(service).FindServiceByName(FULL_NAMES[service]).FindMethodByName(name)
        kind = ("stream" if found.client_streaming else "unary") + (
            "_stream" if found.server_streaming else "_unary"
        )
        request = GetMessageClass(found.input_type)
        call = getattr(self.world.clients.channels[service], kind)(
            f"/{found.containing_service.full_name}/{found.name}",
            request_serializer=request.SerializeToString,
            response_deserializer=GetMessageClass(found.output_type).FromString,
        )
        return request, call

    def test_a_unary_call(self):
        at = {"revision": str(self.world.revision)}
        request, call = self.method("gateway", "ShowClaim")
        wanted = self.world.records[0]
        answer = call(json_format.ParseDict({"id": wanted.claim.id, "at": at}, request()))
        # Another pool, another class: the same bytes and the same JSON.
        self.assertEqual(answer.claim.claim.id, wanted.claim.id)
        self.assertEqual(json_format.MessageToDict(answer.claim), json_format.MessageToDict(wanted))

    def test_a_call_in_both_directions(self):
        request, call = self.method("ingest", "Extract")
        parts = ({"header": {"id": "a"}}, {"content": "Rm91ciBraWxsZWQu"}, {"end": True})
        answers = list(call(json_format.ParseDict({"passage": part}, request()) for part in parts))
        self.assertEqual([answer.passage.id for answer in answers], ["a"] * len(answers))
        self.assertTrue(answers[-1].passage.last)

    def test_all_methods_have_the_kinds_that_the_stubs_have(self):
        for service in SERVICES:
            found = self.pool(service).FindServiceByName(FULL_NAMES[service])
            compiled = COMPILED[service].DESCRIPTOR.services_by_name[found.name]
            kinds = [
                [(m.name, m.client_streaming, m.server_streaming) for m in each.methods]
                for each in (found, compiled)
            ]
            self.assertEqual(*kinds)
            for name, _, _ in kinds[0]:
                self.assertTrue(hasattr(STUBS[service](self.world.clients.channels[service]), name))
