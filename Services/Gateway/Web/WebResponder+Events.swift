import HTTPTypes
import HummingbirdCore
import Ledger
import Messages
import NIOCore
import RPC
import ServiceLifecycle

extension WebResponder {
  /// Tells a listener what happens until it leaves or the server stops. Nil where that was all; a problem where it could
  /// not begin.
  func listen(_ visit: Visit, _ request: Request, _ call: Call, _ channel: any Channel)
    async throws
    -> WebResponse?
  {
    guard let events = handlers.events else {
      return WebResponse(
        Problem(501, "nothing tells of events", reason: .unsupported), request: call.requestID)
    }
    var head = WebResponse(status: 200, type: visit.type.field, "")
    head.headers[.requestID] = call.requestID
    head.headers[.cacheControl] = "no-store"
    head.secure()
    head.headers[.date] = HTTPDate.now
    let stream = EventStream(channel, head.headers, unreadWait: bounds.unreadWait)
    do {
      let after = try Self.after(visit, request.headers)
      if request.method == .head { return head }
      let scope = scope(visit.resource.method, call, isAdmitted: false)
      try await listeners.with {
        try await cancelWhenGracefulShutdown { [bounds] in
          try await scope.run {
            try await withThrowingTaskGroup(of: Void.self) { group in
              group.addTask { try await events(after) { try await stream.tell($0) } }
              group.addTask { try await stream.beat(every: bounds.heartbeat) }
              defer { group.cancelAll() }
              try await group.next()
            }
          }
        }
      }
    } catch {
      let failure = LedgerError(error, doing: "events")
      guard stream.hasBegun else { return WebResponse(Problem(failure), request: call.requestID) }
    }
    // Whoever listens comes back by itself, and says how far it was.
    try await stream.end()
    Self.leave(channel)
    return nil
  }

  /// What a browser says when it comes back goes before what it said at first.
  private static func after(_ visit: Visit, _ headers: HTTPFields) throws(LedgerError) -> Revision?
  {
    var text = headers[.lastEventID]
    for (name, value) in visit.values {
      guard name == "after" else {
        throw LedgerError(
          .malformed, subject: name.quotedJSON, "no such parameter", hint: "there is after")
      }
      text = text ?? value
    }
    guard let text, !text.isEmpty else { return nil }
    guard let number = Int64(text), number >= 0 else {
      throw LedgerError(
        .malformed, subject: "after", "cannot be read: \(String(text.prefix(80)).debugDescription)",
        hint: "give a revision, which is a whole number")
    }
    return Revision(number)
  }
}
