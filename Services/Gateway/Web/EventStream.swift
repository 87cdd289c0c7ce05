import HTTPTypes
import Ledger
import NIOCore
import NIOHTTPTypes
import RPC
import Synchronization

/// Sends events to one listener, in order, each when the one before has left: nothing piles up for whoever is slow.
final class EventStream: Sendable {
  private let channel: any Channel
  private let head: HTTPResponse
  private let unreadWait: Duration
  private let begun = Atomic<Bool>(false)

  init(_ channel: any Channel, _ headers: HTTPFields, unreadWait: Duration) {
    self.channel = channel
    head = HTTPResponse(status: .ok, headerFields: headers)
    self.unreadWait = unreadWait
  }

  var hasBegun: Bool { begun.load(ordering: .acquiring) }

  /// One after another.
  func tell(_ event: WebEvent) async throws {
    if !hasBegun {
      try await send(.head(head))
      begun.store(true, ordering: .releasing)
      try await write("retry: 3000\n\n")
    }
    try await write(event.frame)
  }

  /// Shows both sides that the other one is still there, for as long as the task lives.
  func beat(every pause: Duration) async throws {
    while true {
      try await Task.sleep(for: pause)
      if hasBegun { try await write(": \n\n") }
    }
  }

  func end() async throws { try await send(.end(nil)) }

  private func write(_ text: String) async throws {
    try await send(.body(ByteBuffer(string: text)))
  }

  /// Closes the connection of a listener that takes nothing for too long.
  private func send(_ part: HTTPResponsePart) async throws {
    try Task.checkCancellation()
    let channel = channel
    let closing = channel.eventLoop.scheduleTask(in: TimeAmount(unreadWait)) {
      channel.close(promise: nil)
    }
    defer { closing.cancel() }
    try await channel.writeAndFlush(part).get()
  }
}

/// How many listen at once.
final class Listeners: Sendable {
  private let limit: Int
  private let count = Mutex(0)

  init(_ limit: Int) { self.limit = limit }

  func with<Result>(_ body: () async throws -> Result) async throws -> Result {
    let isFull = count.withLock { count in
      guard count < limit else { return true }
      count += 1
      return false
    }
    guard !isFull else {
      throw LedgerError(
        .overloaded, subject: "http.listeners", "\(limit) listen already",
        hint: "try again later, or raise http.listeners", retryAfterMilliseconds: 10_000)
    }
    defer { count.withLock { $0 -= 1 } }
    return try await body()
  }
}
