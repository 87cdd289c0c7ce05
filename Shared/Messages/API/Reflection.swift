package import CReckonerProto
package import Ledger

/// `grpc.reflection.v1`: a question about the schema.
package struct ReflectionRequest: Hashable, Sendable {
  package var host: String
  package var question: Question

  package init(host: String = "", _ question: Question) {
    self.host = host
    self.question = question
  }

  package enum Question: Hashable, Sendable {
    case fileByName(String)
    case fileContainingSymbol(String)
    case fileContainingExtension(String, number: Int32)
    case extensionNumbers(String)
    case listServices(String)
    case unknown
  }
}

extension ReflectionRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Grpc__Reflection__V1__ServerReflectionRequest>?) -> Void
  { grpc__reflection__v1__server_reflection_request__init }

  package init(reading wire: Grpc__Reflection__V1__ServerReflectionRequest) throws(LedgerError) {
    let question: Question =
      switch wire.message_request_case {
      case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_BY_FILENAME:
        .fileByName(try Read.text(wire.file_by_filename, "file_by_filename"))
      case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_SYMBOL:
        .fileContainingSymbol(
          try Read.text(wire.file_containing_symbol, "file_containing_symbol"))
      case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_EXTENSION:
        .fileContainingExtension(
          try Read.text(
            wire.file_containing_extension?.pointee.containing_type, "containing_type"),
          number: wire.file_containing_extension?.pointee.extension_number ?? 0)
      case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_ALL_EXTENSION_NUMBERS_OF_TYPE:
        .extensionNumbers(
          try Read.text(wire.all_extension_numbers_of_type, "all_extension_numbers_of_type"))
      case GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_LIST_SERVICES:
        .listServices(try Read.text(wire.list_services, "list_services"))
      default: .unknown
      }
    self.init(host: try Read.text(wire.host, "host"), question)
  }

  package func write(
    to wire: inout Grpc__Reflection__V1__ServerReflectionRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.host = try arena.place(host, "host")
    switch question {
    case .fileByName(let name):
      wire.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_BY_FILENAME
      wire.file_by_filename = try arena.placeEvenEmpty(name, "file_by_filename")
    case .fileContainingSymbol(let symbol):
      wire.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_SYMBOL
      wire.file_containing_symbol = try arena.placeEvenEmpty(symbol, "file_containing_symbol")
    case .fileContainingExtension(let type, let number):
      wire.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_EXTENSION
      wire.file_containing_extension = arena.build(grpc__reflection__v1__extension_request__init)
      wire.file_containing_extension.pointee.containing_type = try arena.place(
        type, "containing_type")
      wire.file_containing_extension.pointee.extension_number = number
    case .extensionNumbers(let type):
      wire.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_ALL_EXTENSION_NUMBERS_OF_TYPE
      wire.all_extension_numbers_of_type = try arena.placeEvenEmpty(
        type, "all_extension_numbers_of_type")
    case .listServices(let text):
      wire.message_request_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_LIST_SERVICES
      wire.list_services = try arena.placeEvenEmpty(text, "list_services")
    case .unknown: break
    }
  }
}

/// `grpc.reflection.v1`: an answer, with the question that it belongs to.
package struct ReflectionResponse: Hashable, Sendable {
  package var request: ReflectionRequest
  package var answer: Answer

  package init(to request: ReflectionRequest, _ answer: Answer) {
    self.request = request
    self.answer = answer
  }

  package enum Answer: Hashable, Sendable {
    /// Packed FileDescriptorProtos, the one asked for first, then all that it needs.
    case files([[UInt8]])
    case services([String])
    case error(code: Int32, message: String)
  }
}

extension ReflectionResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Grpc__Reflection__V1__ServerReflectionResponse>?) -> Void
  { grpc__reflection__v1__server_reflection_response__init }

  package init(reading wire: Grpc__Reflection__V1__ServerReflectionResponse) throws(LedgerError) {
    throw LedgerError(
      .unsupported, subject: "ServerReflectionResponse", "only ever sent, never read")
  }

  package func write(
    to wire: inout Grpc__Reflection__V1__ServerReflectionResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.original_request = try arena.place(request)
    switch answer {
    case .files(let files):
      wire.message_response_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_FILE_DESCRIPTOR_RESPONSE
      wire.file_descriptor_response = arena.build(
        grpc__reflection__v1__file_descriptor_response__init)
      (
        wire.file_descriptor_response.pointee.n_file_descriptor_proto,
        wire.file_descriptor_response.pointee.file_descriptor_proto
      ) = arena.place(files)
    case .services(let names):
      wire.message_response_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_LIST_SERVICES_RESPONSE
      wire.list_services_response = arena.build(grpc__reflection__v1__list_service_response__init)
      (
        wire.list_services_response.pointee.n_service, wire.list_services_response.pointee.service
      ) = try arena.place(names.map(ServiceName.init))
    case .error(let code, let message):
      wire.message_response_case =
        GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_ERROR_RESPONSE
      wire.error_response = arena.build(grpc__reflection__v1__error_response__init)
      wire.error_response.pointee.error_code = code
      wire.error_response.pointee.error_message = try arena.place(message, "error_message")
    }
  }
}

private struct ServiceName: Message {
  let name: String
  init(_ name: String) { self.name = name }

  package static var prepare:
    @Sendable (UnsafeMutablePointer<Grpc__Reflection__V1__ServiceResponse>?) -> Void
  { grpc__reflection__v1__service_response__init }

  package init(reading wire: Grpc__Reflection__V1__ServiceResponse) throws(LedgerError) {
    self.init(try Read.text(wire.name, "name"))
  }

  package func write(
    to wire: inout Grpc__Reflection__V1__ServiceResponse, in arena: borrowing Arena
  )
    throws(LedgerError)
  {
    wire.name = try arena.place(name, "name")
  }
}
