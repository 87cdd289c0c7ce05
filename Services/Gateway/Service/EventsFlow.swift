import GatewayWeb
import Ledger
import Messages
import RPC

/// What happens in the ledger, as it happens: new claims from storage's feed, and the findings that come with them.
struct EventsFlow: Sendable {
  let storage: Peer
  let analytics: Peer

  /// Findings of one revision that are told from those of another. Beyond, new ones are no longer looked for.
  private static let mostFindings = 5000
  private static let page = 500

  typealias Tell = @Sendable (WebEvent) async throws -> Void

  func follow(after given: Revision?, _ tell: @escaping Tell) async throws {
    let head = try await storage.call(StorageAPI.getHead, GetHeadRequest(at: .head)).revision
    let start = given ?? head
    guard start <= head else {
      throw LedgerError(
        .revisionUnknown, subject: "after", "the ledger is at revision \(head)",
        hint: "leave it out, to be told from now on")
    }
    try await tell(WebEvent("revision", data: #"{"revision":"\#(start)"}"#, upTo: start))
    let findings = NewFindings(known: try await ids(of: findings(at: start, tell)))
    try await storage.read(StorageAPI.watch, WatchRequest(after: start)) { responses in
      var (assembly, findings) = (EntryAssembly(), findings)
      for try await response in responses {
        if case .caughtUp(let revision) = response.part {
          for finding in findings.add(try await self.findings(at: revision, tell)) {
            try await tell(
              WebEvent("finding", data: try finding.json(indented: false), upTo: revision))
          }
        } else if let entry = try assembly.add(response) {
          try await Self.tellClaims(of: entry, tell)
        }
      }
    }
  }

  private static func tellClaims(of entry: Entry, _ tell: Tell) async throws {
    guard case .run(let run) = entry.body else { return }
    for (index, claim) in run.claims.enumerated() {
      let record = ClaimRecord(
        id: ClaimID(of: claim), claim: claim, began: entry.sequence, recordedAt: entry.recordedAt,
        author: entry.author, extractorVersion: run.extractorVersion,
        lexiconFingerprint: run.lexiconFingerprint)
      try await tell(
        WebEvent(
          "claim", data: try record.json(indented: false),
          // Whoever loses the connection before the last one is told all of them again.
          upTo: index == run.claims.count - 1 ? entry.sequence : nil))
    }
  }

  /// Nil where analytics has no whole answer; the listener is told so.
  private func findings(at revision: Revision, _ tell: Tell) async throws -> [Finding]? {
    do {
      let call = Call.current.within(.seconds(30))
      return try await Call.$current.withValue(call) { try await allFindings(at: revision) }
    } catch {
      let failure = LedgerError(error, doing: "findings")
      if failure.reason == .cancelled { throw failure }
      try await tell(WebEvent("missing", data: try failure.json(indented: false)))
      return nil
    }
  }

  private func allFindings(at revision: Revision) async throws -> [Finding] {
    guard revision > .empty else { return [] }
    let position = try await analytics.call(
      AnalyticsAPI.getPosition, GetPositionRequest(waitFor: revision))
    guard position.revision >= revision else { throw LedgerError.notReached(position.revision) }
    var found: [Finding] = []
    while true {
      let answer = try await analytics.call(
        AnalyticsAPI.listFindings,
        AnalyticsServiceListFindingsRequest(
          question: FindingQuestion(), revision: revision, hash: nil, start: found.count,
          pageSize: Self.page))
      // Another analytics may not have come as far as the one that was asked first.
      guard answer.complete else { throw LedgerError.notReached(answer.revision) }
      let set = answer.findings
      guard set.count <= Self.mostFindings else {
        throw LedgerError(
          .tooLarge, subject: "findings",
          "\(set.count) of them, of which \(Self.mostFindings) are told apart",
          hint: "ask for them in pages")
      }
      found += set.findings
      if set.findings.isEmpty || found.count >= set.count { return found }
    }
  }
}

private func ids(of findings: [Finding]?) -> Set<String>? {
  findings.map { Set($0.map { "\($0.id)" }) }
}

/// Tells findings that were not there before from those that were.
private struct NewFindings {
  /// Nil while none is known whole: the next whole answer is what others are held against.
  private var known: Set<String>?

  init(known: Set<String>?) { self.known = known }

  mutating func add(_ findings: [Finding]?) -> [Finding] {
    guard let findings else { return [] }
    defer { known = ids(of: findings) }
    guard let known else { return [] }
    return findings.filter { !known.contains("\($0.id)") }
  }
}
