import GRPCCore
package import Messages

/// Messages as they arrive, in order. For one reader.
package struct Incoming<M: Message>: AsyncSequence, Sendable {
  package typealias Element = M
  private let messages: RPCAsyncSequence<M, any Error>
  /// Nil for answers: how long those may take is the deadline's matter.
  private let patience: Patience?

  init(_ messages: RPCAsyncSequence<M, any Error>, patience: Patience? = nil) {
    self.messages = messages
    self.patience = patience
  }

  /// Messages that come from elsewhere than a gRPC call. Whoever hands them over bounds how long they may take.
  package init<Source: AsyncSequence & Sendable>(_ source: Source)
  where Source.Element == M, Source.Failure == any Error {
    self.init(RPCAsyncSequence(wrapping: source))
  }

  /// Whether the sender is in the middle of something, and so must not fall silent. At first it is where one request is sent in parts, and is not where
  /// questions and answers take turns.
  package func expectMore(_ owes: Bool) { patience?.expectMore(owes) }

  package func makeAsyncIterator() -> Iterator {
    Iterator(base: messages.makeAsyncIterator(), patience: patience)
  }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate var base: RPCAsyncSequence<M, any Error>.AsyncIterator
    fileprivate let patience: Patience?

    package mutating func next() async throws -> M? {
      patience?.begin()
      defer { patience?.end() }
      return try await base.next()
    }

    package mutating func next(isolation actor: isolated (any Actor)?) async throws -> M? {
      patience?.begin()
      defer { patience?.end() }
      return try await base.next(isolation: actor)
    }
  }
}

/// Messages on their way out. Sending waits until the other side has room.
package struct Outgoing<M: WireValue>: Sendable {
  private let writer: RPCWriter<M>

  init(_ writer: RPCWriter<M>) { self.writer = writer }

  /// Messages that go elsewhere than to a gRPC call.
  package init(_ take: @escaping @Sendable (M) async throws -> Void) {
    self.init(RPCWriter(wrapping: Taking(take: take)))
  }

  private struct Taking: RPCWriterProtocol {
    let take: @Sendable (M) async throws -> Void
    func write(_ message: M) async throws { try await take(message) }
    func write(contentsOf messages: some Sequence<M>) async throws {
      for message in messages { try await take(message) }
    }
  }

  package func send(_ message: M) async throws {
    try Task.checkCancellation()
    try await writer.write(message)
  }

  /// Several at once, which is many times faster than one by one.
  package func send(contentsOf messages: [M]) async throws {
    try Task.checkCancellation()
    try await writer.write(contentsOf: messages)
  }
}
