import Foundation
import Ledger
import Messages
import Testing

@testable import LedgerStore

@Suite("Proofs of claims") struct ProofTests {
  private func proof(_ fixture: Fixture, _ claim: ClaimID? = nil) async throws -> ClaimProof {
    let id = if let claim { claim } else { try await fixture.claims()[0].id }
    return try await fixture.store.proof(of: id.description, signedAt: .second(9))
  }

  @Test func everyClaimOfALedgerIsProven() async throws {
    let fixture = try Fixture()
    for index in 0..<6 {
      try await fixture.append(
        report("R \(index).", (0..<5).map { Figure(count: $0 + index) }), at: Int64(index) * 50_000)
    }
    _ = try await fixture.store.signEndedDays(by: .second(200_000))
    let claims = try await fixture.claims()
    #expect(claims.count == 30)
    var covered = 0
    for record in claims {
      let proof = try await proof(fixture, record.id)
      let proven = try proof.check()
      #expect(proven.claim.evidence.sentenceText == record.claim.evidence.sentenceText)
      #expect(proven.claim.evidence.numberText == record.claim.evidence.numberText)
      #expect(proven.claim.quantity == record.claim.quantity)
      #expect(proof.entry == record.began)
      #expect(proof.recordedAt == record.recordedAt)
      #expect(proven.checkpoint.key == (try fixture.store.verifyingKey))
      // The oldest daily checkpoint that covers it; the present for what was recorded since.
      if let day = proven.checkpoint.statement.day {
        covered += 1
        #expect(day.dayNumber >= (try #require(record.recordedAt.date)).dayNumber)
      } else {
        #expect(proven.checkpoint.statement.signedAt == .second(9))
      }
    }
    #expect(covered == 20)
  }

  @Test func aClaimThatBeganAnewIsProvenAsItWasKnownAtARevision() async throws {
    let fixture = try Fixture()
    let first = report("One.", [Figure(count: 5)])
    try await fixture.append(first)
    try await fixture.append(report("One.", [Figure(count: 6)]))
    try await fixture.append(first)
    let id = ClaimID(of: first.run.claims[0]).description
    let head = try await fixture.store.head().revision
    let now = try await fixture.store.proof(of: id, signedAt: .second(9))
    let then = try await fixture.store.proof(
      of: id, at: .revision(Revision(5)), signedAt: .second(9))
    #expect(then.entry == Revision(3))
    #expect(now.entry > Revision(5) && now.entry <= head)
    for proof in [now, then] { #expect(try proof.check().hasWords) }
    for point in [LedgerPoint.revision(Revision(2)), .moment(.second(-1))] {
      let error = await ledgerError {
        _ = try await fixture.store.proof(of: id, at: point, signedAt: .second(9))
      }
      #expect(error?.reason == .notFound)
    }
  }

  @Test func itIsSmallThoughItsRunIsLarge() async throws {
    let fixture = try Fixture()
    try await fixture.append(
      report("Many.", (0..<3000).map { Figure(count: $0 % 40, place: "Place \($0)") }))
    let entry = try RawDatabase(fixture.directory.database)
      .rows("SELECT length(bytes) FROM entry WHERE type = 'run'")[0][0]
    #expect(try #require(Int(entry)) > 500_000)
    let proof = try await proof(fixture)
    #expect(proof.claims == 3000)
    #expect(try proof.packed().count < 2500)
    #expect(try proof.json().utf8.count < 4500)
    _ = try proof.check()
  }

  @Test func aProofThatWasChangedAnywhereDoesNotHold() async throws {
    let fixture = try Fixture()
    for index in 0..<5 {
      try await fixture.append(report("R \(index).", (0..<3).map { Figure(count: $0) }))
    }
    let whole = try await proof(fixture)
    _ = try whole.check()
    let other = try await proof(fixture, try await fixture.claims()[4].id)
    let changes: [(String, (inout ClaimProof) -> Void)] = [
      ("claim", { $0.claim = other.claim }),
      ("claim bytes", { $0.claimBytes = other.claimBytes }),
      ("a byte of the claim", { $0.claimBytes[40] ^= 1 }),
      ("place", { $0.place = ($0.place + 1) % $0.claims }),
      ("claims", { $0.claims += 1 }),
      ("run path", { $0.runPath.removeLast() }),
      ("run path longer", { $0.runPath.append(.zero) }),
      ("entry", { $0.entry = $0.entry.next }),
      ("time", { $0.recordedAt = .second(1) }),
      ("author", { $0.author = "somebody" }),
      ("chain", { $0.chain = .zero }),
      ("ledger path", { $0.ledgerPath[0] = .zero }),
      (
        "checkpoint",
        { $0.checkpoint = $0.checkpoint.replacing("signed 2026", with: "signed 2025") }
      ),
      ("sentence", { $0.sentence?.words += "!" }),
      ("salt", { $0.sentence?.salt[0] ^= 1 }),
      ("number", { $0.number?.words = "9" }),
      ("swapped words", { ($0.sentence, $0.number) = ($0.number, $0.sentence) }),
    ]
    for (name, change) in changes {
      var proof = whole
      change(&proof)
      let error = #expect(throws: LedgerError.self, "\(name)") { try proof.check() }
      #expect(error?.reason == .damaged, "\(name): \(String(describing: error))")
      #expect(error?.hint.isEmpty == false, "\(name)")
    }
  }

  @Test func aProofOfAnotherLedgerIsSeenByItsKey() async throws {
    let (one, other) = (try Fixture(), try Fixture())
    try await one.append(report("One."))
    try await other.append(report("One."))
    let proof = try await proof(other)
    #expect(try proof.check().checkpoint.key != (try one.store.verifyingKey))
    // Under a checkpoint of the first ledger it does not hold.
    var mixed = proof
    mixed.checkpoint = try await one.store.checkpoint(signedAt: .second(9)).note
    #expect(throws: LedgerError.self) { try mixed.check() }
  }

  @Test(arguments: Withdrawal.Mode.allCases)
  func withdrawnWordsAreInNoProof(_ mode: Withdrawal.Mode) async throws {
    let fixture = try Fixture()
    let recording = report("One.")
    try await fixture.append(recording)
    try await fixture.write(
      .withdrawal(Withdrawal(document: recording.document.id, mode: mode, reason: "asked for")))
    if mode == .erased {
      try RawDatabase(fixture.directory.database).execute(
        """
        UPDATE quotation SET sentence_salt = NULL, sentence = NULL, number_salt = NULL,
          number_text = NULL WHERE entry = 3
        """)
    }
    let proof = try await proof(fixture)
    #expect(proof.sentence == nil)
    let proven = try proof.check()
    #expect(!proven.hasWords)
    #expect(proven.claim.evidence.sentenceText.isEmpty)
    #expect(try !proof.json().contains("harbour"))
  }

  @Test func whatTheLedgerDoesNotHoldIsNotProven() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let missing = await ledgerError {
      _ = try await fixture.store.proof(of: "0123456789", signedAt: .second(0))
    }
    #expect(missing?.reason == .notFound)
    // A damaged ledger hands out no proof that does not hold.
    try RawDatabase(fixture.directory.database).execute(
      "UPDATE tree SET hash = zeroblob(32) WHERE level = 0 AND place = 1")
    let id = try await fixture.claims()[0].id.description
    let damaged = await ledgerError {
      _ = try await fixture.store.proof(of: id, signedAt: .second(0))
    }
    #expect(damaged == nil || damaged?.reason == .damaged)
    try RawDatabase(fixture.directory.database).execute(
      "UPDATE tree SET hash = zeroblob(32) WHERE level = 0 AND place = 2")
    let wrong = await ledgerError {
      _ = try await fixture.store.proof(of: id, signedAt: .second(0))
    }
    #expect(wrong?.reason == .damaged)
    #expect(wrong?.hint.contains("reckon ledger verify") == true)
  }
}
