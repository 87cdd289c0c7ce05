/// Bounds on what one message and one connection may take.
package struct TransportLimits: Hashable, Sendable {
  /// Bytes of one message. What can be larger travels as a stream of parts.
  package var messageSize: Int
  /// Calls at once on one connection.
  package var concurrentCalls: Int

  package init(messageSize: Int = 4 << 20, concurrentCalls: Int = 256) {
    self.messageSize = messageSize
    self.concurrentCalls = concurrentCalls
  }

  /// How much of a stream one part carries: well below the limit, so that fields around it never exceed it.
  package static let partSize = 256 << 10
  /// How many bytes of claims one part carries at most.
  package static let batchSize = 1 << 20
}
