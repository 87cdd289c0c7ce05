import Ledger
import Messages
import RPC
import Support
import Testing

@testable import GatewayService

/// The call to storage that is held open, to a server that is a ledger of one number.
@Suite struct NewestHeadTests {
  /// What the server's ledger is at, and how it was asked.
  private struct Story: Sendable, Equatable {
    var head: Int64 = 1
    var opened = 0
    var told = 0
    var calls = 0
  }

  private typealias Line =
    @Sendable (Incoming<TellHeadRequest>, Outgoing<TellHeadResponse>) async throws -> Void

  private static func told(_ ledger: Watched<Story>) -> TellHeadResponse {
    ledger.update { $0.with { $0.told += 1 } }
    return TellHeadResponse(revision: Revision(ledger.value.head), hash: nil)
  }

  private static func answersAll(_ ledger: Watched<Story>) -> Line {
    { questions, out in
      ledger.update { $0.with { $0.opened += 1 } }
      for try await _ in questions { try await out.send(told(ledger)) }
    }
  }

  private func withLedger(
    _ bounds: NewestHead.Bounds = .init(), line: (Watched<Story>) -> Line,
    _ body: @escaping @Sendable (NewestHead, Watched<Story>) async throws -> Void
  ) async throws {
    let ledger = Watched(Story())
    let line = line(ledger)
    try await withServer { routes in
      routes.serve(StorageAPI.getHead) { _ in
        ledger.update { $0.with { $0.calls += 1 } }
        return GetHeadResponse(revision: Revision(ledger.value.head))
      }
      routes.serve(StorageAPI.tellHead, line)
    } _: { peer, _ in
      let newest = NewestHead(peer, bounds)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await newest.run() }
        try await body(newest, ledger)
        group.cancelAll()
      }
    }
  }

  /// Asks until an answer comes through the open call.
  private static func untilOpen(_ newest: NewestHead, _ ledger: Watched<Story>) async throws {
    while true {
      let before = ledger.value.calls
      _ = try await newest.ask()
      if ledger.value.calls == before { return }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test(.timeLimit(.minutes(1))) func nobodyIsToldAStateFromBeforeTheyAsked() async throws {
    try await withLedger(line: Self.answersAll) { newest, ledger in
      try await Self.untilOpen(newest, ledger)
      let before = ledger.value
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<16 {
          group.addTask {
            for _ in 0..<100 {
              ledger.update { $0.with { $0.head += 1 } }
              let least = ledger.value.head
              let told = try await newest.ask().revision.number
              #expect(told >= least)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(ledger.value.told - before.told < 1600, "they share questions")
    }
  }

  @Test(.timeLimit(.minutes(1))) func whoIsNotAnsweredInTimeAsksByThemselves() async throws {
    // It answers three questions, and never the fourth.
    try await withLedger(.init(patience: .milliseconds(20))) { ledger in
      { questions, out in
        var count = 0
        for try await _ in questions {
          count += 1
          if count > 3 { try await Task.sleep(for: .seconds(3600)) }
          try await out.send(Self.told(ledger))
        }
      }
    } _: { newest, ledger in
      for _ in 0..<20 { #expect(try await newest.ask().revision == Revision(1)) }
      while ledger.value.told < 3 { _ = try await newest.ask() }
      let before = ledger.value.calls
      for _ in 0..<5 { #expect(try await newest.ask().revision == Revision(1)) }
      #expect(ledger.value.calls == before + 5)
      #expect(ledger.value.told == 3)
    }
  }

  @Test(.timeLimit(.minutes(1))) func aCallThatEndsIsMadeAgain() async throws {
    // It ends after each third question.
    try await withLedger(.init(pause: .milliseconds(5))) { ledger in
      { questions, out in
        ledger.update { $0.with { $0.opened += 1 } }
        var count = 0
        for try await _ in questions {
          count += 1
          guard count < 3 else { throw LedgerError(.unavailable, "it stops") }
          try await out.send(Self.told(ledger))
        }
      }
    } _: { newest, ledger in
      while ledger.value.opened < 5 {
        let told = try await newest.ask()
        #expect(told.revision == Revision(1))
      }
    }
  }

  @Test(.timeLimit(.minutes(1))) func noCallStaysOpenForLong() async throws {
    try await withLedger(.init(age: .milliseconds(50), pause: .zero), line: Self.answersAll) {
      newest, ledger in
      while ledger.value.opened < 4 {
        let told = try await newest.ask()
        #expect(told.revision == Revision(1))
      }
    }
  }

  @Test(.timeLimit(.minutes(1))) func whoeverLeavesIsMissedByNobody() async throws {
    try await withLedger(line: Self.answersAll) { newest, ledger in
      try await Self.untilOpen(newest, ledger)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<200 {
          group.addTask {
            let task = Task { try await newest.ask() }
            task.cancel()
            _ = await task.result
          }
        }
      }
      #expect(try await newest.ask().revision == Revision(1))
    }
  }
}

extension Equatable {
  fileprivate func with(_ change: (inout Self) -> Void) -> Self {
    var copy = self
    change(&copy)
    return copy
  }
}
