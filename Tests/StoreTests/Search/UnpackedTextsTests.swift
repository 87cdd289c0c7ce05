import Ledger
import Testing

@testable import LedgerStore

@Suite("Texts that were unpacked lately") struct UnpackedTextsTests {
  private func seal(_ number: Int) -> Digest {
    Digest(of: [UInt8(number >> 8), UInt8(number & 255)])
  }

  @Test func areKeptUpToABound() {
    let texts = UnpackedTexts()
    let lease = texts.lease()
    for number in 0..<800 {
      lease.keep([UInt8](repeating: 1, count: 100_000), seal(number))
      // This one is asked for all the time, and stays.
      if number > 0 { #expect(lease.text(seal(0)) != nil) }
      #expect(texts.size <= 32 << 20)
    }
    #expect(texts.size > 16 << 20)
    #expect(lease.text(seal(799)) != nil && lease.text(seal(1)) == nil)
    lease.keep([UInt8](repeating: 1, count: 2 << 20), seal(900))
    #expect(lease.text(seal(900)) == nil)
  }

  @Test func areForgottenAndNotKeptByReadsThatBeganBefore() {
    let texts = UnpackedTexts()
    let (before, text) = (texts.lease(), [UInt8](repeating: 1, count: 10))
    before.keep(text, seal(1))
    #expect(before.text(seal(1)) == text)
    texts.forget()
    #expect(texts.lease().text(seal(1)) == nil)
    before.keep(text, seal(1))
    #expect(texts.size == 0)
    texts.lease().keep(text, seal(1))
    #expect(texts.size == 10)
  }

  @Test func answerAsBeforeAndGoWithAWithdrawal() async throws {
    let fixture = try Fixture()
    let long = String(repeating: "It was a quiet week near the harbour. ", count: 40)
    for number in ["One", "Two"] {
      try await fixture.append(report("\(number). \(long)", [], title: ""))
    }
    let first = try await fixture.search("quiet harbour")
    #expect(fixture.store.texts.size > 2 * long.utf8.count)
    #expect(try await fixture.search("quiet harbour") == first)
    let gone = try #require(first.first)
    _ = try await fixture.store.withdraw(
      gone.document.description, .sealed, reason: "a request", author: "local", at: .second(1))
    #expect(fixture.store.texts.size == 0)
    #expect(try await fixture.search("quiet harbour") == Array(first.dropFirst()))
  }
}
