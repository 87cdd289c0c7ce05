import Ledger
import Messages
import RPC
import Support
import Testing

/// Decisions at the gateway's and storage's doors: what cannot be recorded changes nothing.
@Suite(.serialized, .sharedStack) struct ReviewTests {
  private var stack: Stack { get throws { try #require(SharedStack.current) } }

  struct Refused: Sendable, CustomTestStringConvertible {
    var name: String
    var reason: LedgerError.Reason
    var says: String
    var claims = 1
    var change: @Sendable (inout ReviewDecision) -> Void = { _ in }
    var testDescription: String { name }
  }

  static let refused: [Refused] = [
    Refused(name: "no claim", reason: .malformed, says: "claims", claims: 0),
    Refused(name: "101 claims", reason: .tooLarge, says: "100", claims: 101),
    Refused(name: "a subject", reason: .malformed, says: "with a subject") { $0.subject = "x" },
    Refused(name: "one reviewer, says the caller", reason: .malformed, says: "number of reviewers")
    { $0.requiredReviewers = 1 },
    Refused(name: "nobody", reason: .malformed, says: "reviewer") { $0.reviewer = " " },
    Refused(name: "a name of 3 MB", reason: .tooLarge, says: "reviewer") {
      $0.reviewer = String(repeating: "x", count: 3 << 20)
    },
    Refused(
      name: "a reason of one character with a million accents", reason: .tooLarge, says: "reason"
    ) { $0.reason = "e" + String(repeating: "\u{301}", count: 1_000_000) },
    Refused(name: "a name that clears the screen", reason: .malformed, says: "control a screen") {
      $0.reviewer = "Ann\u{1B}[2J"
    },
    Refused(name: "no decision", reason: .malformed, says: "nothing is decided") {
      $0.decision = .unreviewed
    },
    Refused(name: "a grade that nobody gives", reason: .malformed, says: "credibility") {
      $0.credibility = .max
    },
    Refused(name: "a field with a long name", reason: .malformed, says: "no field") {
      $0.decision = .corrected
      $0.corrections = [String(repeating: "group.party", count: 100_000): "russia"]
    },
    Refused(name: "a hundred thousand fields", reason: .tooLarge, says: "corrections") {
      $0.decision = .corrected
      for number in 0..<100_000 { $0.corrections["f\(number)"] = "x" }
    },
    Refused(name: "a party with a quote", reason: .malformed, says: "group.party") {
      $0.decision = .corrected
      $0.corrections = ["group.party": "russia' OR 1=1 --"]
    },
    Refused(name: "a number beyond all", reason: .malformed, says: "quantity.best") {
      $0.decision = .corrected
      $0.corrections = ["quantity.best": String(repeating: "9", count: 400)]
    },
  ]

  @Test(arguments: refused) func whatCannotBeRecordedChangesNothing(_ case: Refused) async throws {
    let stack = try stack
    _ = try await stack.reckon("ingest", try stack.report(1))
    var decision = ReviewDecision(decision: .accepted, reason: "read", reviewer: "Ann")
    `case`.change(&decision)
    let wrong = decision
    try await ReportDoor.call(await stack.address(.gateway)) { gateway in
      let page = try await gateway.call(GatewayAPI.searchClaims, SearchClaimsRequest())
      let id = try #require(page.claims.first).id.description
      let request = ReviewClaimsRequest(
        claims: Array(repeating: id, count: `case`.claims), decision: wrong)
      let error = await failure { _ = try await gateway.call(GatewayAPI.reviewClaims, request) }
      #expect(error?.reason == `case`.reason, "\(String(describing: error))")
      #expect(
        error?.description.contains(`case`.says) == true, "\(String(describing: error))")
      #expect((error?.description.utf8.count ?? 0) < 2000)
      let after = try await gateway.call(GatewayAPI.searchClaims, SearchClaimsRequest())
      #expect(after.status.revision == page.status.revision)
    }
  }

  @Test func theServicesAreWellAfterwards() async throws {
    try await Vitals.expectWell(try stack)
  }
}
