import Ledger
import Messages
import RPC
import Support
import Testing

/// Reading again at the services' own doors: whoever leaves ends it, and what asks for too much is refused.
@Suite(.serialized, .sharedStack) struct ReextractionTests {
  private var stack: Stack { get throws { try #require(SharedStack.current) } }

  private func peer<T: Sendable>(
    _ service: Stack.ServiceName, _ body: @escaping @Sendable (Peer) async throws -> T
  ) async throws -> T {
    let address = try Address(await stack.address(service), key: "test")
    let peer = try Peer(name: "\(service)", address: address, timeout: .seconds(60))
    return try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask {
        try await peer.run()
        return nil
      }
      group.addTask { try await body(peer) }
      defer {
        peer.stop()
        group.cancelAll()
      }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }

  private static func all(_ answers: Incoming<ReextractResponse>) async throws
    -> [ReextractionPart]
  {
    var parts: [ReextractionPart] = []
    for try await answer in answers { parts.append(answer.part) }
    return parts
  }

  /// The one before is told to end; until it has, it is running.
  private static func patiently<T>(_ body: () async throws -> T) async throws -> T {
    for _ in 1..<2000 {
      do { return try await body() } catch let error as LedgerError
        where error.reason == .overloaded
      { try await Task.sleep(for: .milliseconds(10)) }
    }
    return try await body()
  }

  @Test func whoeverLeavesEndsItAndMayBeginAgain() async throws {
    let stack = try stack
    for number in 1...12 {
      #expect(try await stack.reckon("ingest", try stack.report(number)).status == 0)
    }
    let wanted = ReextractRequest(reextraction: Reextraction(alsoCurrent: true))
    try await peer(.gateway) { gateway in
      for _ in 1...3 {
        let first = try await Self.patiently {
          try await gateway.read(GatewayAPI.reextract, wanted) {
            answers -> DocumentReextraction? in
            for try await answer in answers {
              if case .document(let document) = answer.part { return document }
            }
            return nil
          }
        }
        #expect(first != nil && first?.error == nil)
      }
      let parts = try await Self.patiently {
        try await gateway.read(GatewayAPI.reextract, wanted) { try await Self.all($0) }
      }
      guard case .report(let report) = parts.last else {
        Issue.record("no report at the end")
        return
      }
      #expect(report.documents >= 12)
      #expect(report.failed == 0)
      #expect(report.claims.isEmpty)
      let changes = parts.contains { if case .changes = $0 { true } else { false } }
      #expect(!changes)
    }
    try await Vitals.expectWell(stack)
  }

  @Test func askingForTooMuchOrForNothingIsRefused() async throws {
    let stack = try stack
    try await peer(.gateway) { gateway in
      for (documents, reason) in [
        ([String](repeating: "0123456789", count: 501), LedgerError.Reason.tooLarge),
        ([""], .malformed), (["0123456789"], .notFound), (["zz"], .malformed),
        ([String(repeating: "f", count: 100_000)], .malformed),
      ] {
        let request = ReextractRequest(reextraction: Reextraction(documents: documents))
        let error = await failure {
          _ = try await gateway.read(GatewayAPI.reextract, request) { try await Self.all($0) }
        }
        #expect(error?.reason == reason, "\(String(describing: error))")
      }
      for (before, after) in [("", ""), ("", "zz"), ("zz", "0123456789"), ("0123456789", "")] {
        let error = await failure {
          try await gateway.read(
            GatewayAPI.diffReports, DiffReportsRequest(before: before, after: after)
          ) { for try await _ in $0 {} }
        }
        #expect([.malformed, .notFound].contains(error?.reason), "\(String(describing: error))")
      }
    }
    try await peer(.storage) { storage in
      for request in [
        GetOriginalRequest(document: "", purpose: "a test"),
        GetOriginalRequest(document: "0123456789", purpose: ""),
        GetOriginalRequest(document: "0123456789", purpose: "a test"),
      ] {
        let error = await failure {
          try await storage.read(StorageAPI.getOriginal, request) { for try await _ in $0 {} }
        }
        #expect([.malformed, .notFound].contains(error?.reason))
      }
      let error = await failure {
        _ = try await storage.call(StorageAPI.listReadings, ListReadingsRequest(pageSize: 501))
      }
      #expect(error?.reason == .malformed)
    }
    try await Vitals.expectWell(stack)
  }
}
