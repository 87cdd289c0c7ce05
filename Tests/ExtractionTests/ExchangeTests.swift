import Foundation
import Ledger
import Testing

@testable import Extraction

@Suite("The exchange format")
struct ExchangeTests {
  private func exchanged(_ text: String) throws -> [ExchangeClaim] {
    let vocabulary = try Repository.lexicon.get().vocabulary
    return try claims(text).compactMap {
      ExchangeClaim($0, text: Array(text.utf8), vocabulary: vocabulary)
    }
  }

  @Test("writes every field, open ones as null")
  func nulls() throws {
    let claim = try #require(try exchanged("Some 30 fighters were killed in the clash.").first)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(claim), as: UTF8.self)
    for part in [
      "\"party\":null", "\"low\":null", "\"rate_per\":null", "\"number_span\":\"Some 30\"",
    ] {
      #expect(json.contains(part), "\(json)")
    }
    #expect(try JSONDecoder().decode(ExchangeClaim.self, from: Data(json.utf8)) == claim)
  }

  @Test("knows no zero")
  func zero() throws {
    #expect(try exchanged("No soldiers were killed in the clash.").isEmpty)
  }

  @Test("calls losses casualties, and a vague phrase a lower bound")
  func names() throws {
    let lost = try #require(try exchanged("The army lost 40 soldiers in the battle.").first)
    #expect(lost.measure == "casualties")
    let vague = try #require(
      try exchanged("Dozens of Malian soldiers were killed in the ambush.").first)
    #expect((vague.low, vague.best, vague.high) == (24, nil, nil))
    #expect(vague.modifier == "at_least")
  }

  @Test("counts offsets in code points")
  func offsets() throws {
    let text = "“Ménaka”: 30 soldiers were killed in the clash."
    let claim = try #require(try exchanged(text).first)
    let scalars = Array(text.unicodeScalars)
    #expect(scalars[claim.numberStart] == "3")
  }
}
