import HummingbirdCore
import Ledger
package import Messages
package import RPC
import Synchronization

/// The handlers of the gateway as HTTP asks them: the very ones that serve gRPC calls.
package struct WebHandlers: Door, Sendable {
  /// A question by name, and its answer.
  struct Question: Sendable {
    let parameters: [Parameter]
    let answer: any Message.Type
    let ask: @Sendable ([(name: String, value: String)]) async throws -> any WireValue
  }

  private(set) var questions: [MethodName: Question] = [:]
  /// What is sent as a body, and the answer to it.
  struct Reading: Sendable {
    let parameters: [Parameter]
    let answer: any Message.Type
    /// Takes what HTTP says of it; what comes back reads all of the body.
    let begin: @Sendable (Request, Visit, WebBounds) throws(Problem) -> Answering
  }

  typealias Answering = @Sendable () async throws -> any WireValue

  private(set) var readings: [MethodName: Reading] = [:]

  private(set) var events: EventSource?

  package init() {}

  private(set) var gauges: GaugeSource?

  /// Who knows how the services are, as numbers.
  package mutating func serve(_ gauges: @escaping GaugeSource) { self.gauges = gauges }

  /// Who tells of events: there is no call that does.
  package mutating func serve(_ events: @escaping EventSource) { self.events = events }

  package mutating func serve<In: Message, Out: WireValue>(
    _ method: Unary<In, Out>, _ handler: @escaping @Sendable (In) async throws -> Out
  ) {
    let parameters = In.parameters
    questions[method.name] = Question(parameters: parameters, answer: Out.Content.self) { values in
      try await handler(try In(parameters: values, known: parameters))
    }
  }

  package mutating func serve<In: Message, Out: Message>(
    _ method: ClientStream<In, Out>,
    _ handler: @escaping @Sendable (Incoming<In>) async throws -> Out
  ) {
    let streamed = Streamed(handler)
    if let submit = streamed as? Streamed<SubmitRequest, SubmitResponse> {
      read(method.name, submit.handler)
    } else if let check = streamed as? Streamed<CheckRequest, CheckResponse> {
      read(method.name, check.handler)
    }
  }

  /// What sends more than one answer is not offered.
  package mutating func serve<In: Message, Out: Message>(
    _ method: ServerStream<In, Out>,
    _ handler: @escaping @Sendable (In, Outgoing<Out>) async throws -> Void
  ) {}

  /// But for what can be put together as one.
  package mutating func serve<In: Message, Out: Message>(
    _ method: Bidirectional<In, Out>,
    _ handler: @escaping @Sendable (Incoming<In>, Outgoing<Out>) async throws -> Void
  ) {
    guard let extract = Exchange(handler) as? Exchange<ExtractRequest, ExtractResponse> else {
      return
    }
    read(method.name) { (parts: Incoming<ExtractRequest>) in
      let joined = Mutex(JoinedPassage())
      try await extract.handler(
        parts, Outgoing { answer in try joined.withLock { try $0.add(answer.passage) } })
      return ExtractResponse(passage: joined.withLock(\.whole))
    }
  }

  private mutating func read<Part: UploadPart, Out: Message>(
    _ method: MethodName, _ handler: @escaping @Sendable (Incoming<Part>) async throws -> Out
  ) {
    readings[method] = Reading(parameters: Part.parameters, answer: Out.self) {
      (request, visit, bounds) throws(Problem) in
      let upload = try Upload<Part>(request, visit.values, bounds: bounds)
      return { try await handler(Incoming(upload)) }
    }
  }

  private struct Streamed<In: Message, Out: Message> {
    let handler: @Sendable (Incoming<In>) async throws -> Out
    init(_ handler: @escaping @Sendable (Incoming<In>) async throws -> Out) {
      self.handler = handler
    }
  }

  private struct Exchange<In: Message, Out: Message> {
    let handler: @Sendable (Incoming<In>, Outgoing<Out>) async throws -> Void
    init(_ handler: @escaping @Sendable (Incoming<In>, Outgoing<Out>) async throws -> Void) {
      self.handler = handler
    }
  }
}
