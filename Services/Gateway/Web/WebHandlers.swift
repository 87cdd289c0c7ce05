package import Messages
package import RPC

/// The handlers of the gateway as HTTP asks them: the very ones that serve gRPC calls.
package struct WebHandlers: Door, Sendable {
  /// A question by name, and its answer.
  struct Question: Sendable {
    let parameters: [Parameter]
    let answer: any Message.Type
    let ask: @Sendable ([(name: String, value: String)]) async throws -> any WireValue
  }

  private(set) var questions: [MethodName: Question] = [:]
  private(set) var submit: (@Sendable (Incoming<SubmitRequest>) async throws -> SubmitResponse)?

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
    if let uploads = Upload<In, Out>(handler: handler) as? Upload<SubmitRequest, SubmitResponse> {
      submit = uploads.handler
    }
  }

  /// What sends more than one answer is not offered.
  package mutating func serve<In: Message, Out: Message>(
    _ method: ServerStream<In, Out>,
    _ handler: @escaping @Sendable (In, Outgoing<Out>) async throws -> Void
  ) {}

  package mutating func serve<In: Message, Out: Message>(
    _ method: Bidirectional<In, Out>,
    _ handler: @escaping @Sendable (Incoming<In>, Outgoing<Out>) async throws -> Void
  ) {}

  private struct Upload<In: Message, Out: Message> {
    let handler: @Sendable (Incoming<In>) async throws -> Out
  }
}
