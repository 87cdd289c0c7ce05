import Ledger

/// Bounds on what one message, one caller and one server may take.
package struct TransportLimits: Hashable, Sendable {
  /// Bytes of one message. What can be larger travels as a stream of parts.
  package var messageSize: Int
  /// Calls at once on one connection.
  package var concurrentCalls: Int
  /// Connections at once. Another one is closed before anything is read from it.
  package var connections: Int
  /// How long a connection without a call is kept.
  package var idleConnection: Duration
  /// How long a handler waits for the next message that its caller owes it.
  package var partWait: Duration
  /// How long answers wait for a caller that does not read them.
  package var unreadWait: Duration
  /// After so long without a word the other end of a connection is asked whether it is still there, and after as long
  /// again it is taken for gone: a machine that has lost its power, or a network that drops what it should deliver, closes
  /// nothing.
  package var silence: Duration

  package init(
    messageSize: Int = 4 << 20, concurrentCalls: Int = 256, connections: Int = 1000,
    idleConnection: Duration = .seconds(600), partWait: Duration = .seconds(30),
    unreadWait: Duration = .seconds(60), silence: Duration = .seconds(20)
  ) {
    self.messageSize = messageSize
    self.concurrentCalls = concurrentCalls
    self.connections = connections
    self.idleConnection = idleConnection
    self.partWait = partWait
    self.unreadWait = unreadWait
    self.silence = silence
  }

  func check(_ size: Int, _ message: @autoclosure () -> String) throws(LedgerError) {
    guard size > messageSize else { return }
    throw tooLarge(size, message())
  }

  func tooLarge(_ size: Int, _ message: String) -> LedgerError {
    LedgerError(
      .tooLarge, subject: message,
      "\(size) bytes in one message, over limits.message-size (\(messageSize))",
      hint: "ask for less at once, or send it in parts")
  }

  /// How much of a stream one part carries: well below the limit, so that fields around it never exceed it.
  package static let partSize = 256 << 10
  /// How many bytes of claims one part carries at most.
  package static let batchSize = 1 << 20
}
