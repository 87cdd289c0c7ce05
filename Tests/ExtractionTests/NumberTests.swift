import Ledger
import Testing

@testable import Extraction

@Suite("Numbers and what bounds them")
struct NumberTests {
  @Test(
    "have a value however they are written",
    arguments: [
      ("12", 12.0), ("1,250", 1250), ("1'250", 1250), ("12 500", 12_500), ("1,243,070", 1_243_070),
      ("1.2 million", 1_200_000), ("2.5 thousand", 2500), ("40k", 40_000), ("3 dozen", 36),
      ("twelve", 12), ("twenty-three", 23), ("twenty three", 23), ("a hundred", 100),
      ("one hundred and five", 105), ("two hundred and fifty thousand", 250_000),
      ("three million two hundred thousand", 3_200_000), ("a dozen", 12), ("two dozen", 24),
      ("half a million", 500_000), ("a quarter of a million", 250_000), ("17.500", 17_500),
      ("1,00,000", 100_000), ("nineteen hundred", 1900), ("٣٥٠", 350), ("１２", 12),
    ])
  func value(_ written: String, _ value: Double) throws {
    let found = try claims("In the war \(written) soldiers were killed by the rebels.")
    #expect(found.map(\.quantity.best) == [value])
    #expect(found.first?.evidence.numberText == written)
  }

  @Test("have no more digits than a number can keep")
  func digits() throws {
    let found = try claims(
      "In the war 1.\(String(repeating: "5", count: 60)) million soldiers were killed by the rebels."
    )
    #expect(found.allSatisfy { $0.quantity.significantDigits <= 17 })
  }

  @Test(
    "keep their bounds",
    arguments: [
      ("at least 40", .atLeast, 40, nil),
      ("more than 40", .moreThan, 40, nil), ("over 40", .moreThan, 40, nil),
      ("up to 40", .upTo, nil, 40), ("as many as 40", .upTo, nil, 40),
      ("fewer than 40", .lessThan, nil, 40), ("between 30 and 40", .range, 30, 40),
      ("30 to 40", .range, 30, 40), ("30-40", .range, 30, 40), ("30 – 40", .range, 30, 40),
      ("30 or 40", .range, 30, 40), ("from 30 to 40", .range, 30, 40),
      ("roughly 30 to 40", .range, 30, 40), ("at least 30 to 40", .range, 30, 40),
      ("1 to 1.5 million", .range, 1_000_000, 1_500_000),
      ("30 to 40 thousand", .range, 30_000, 40_000), ("up to an additional 40", .upTo, nil, 40),
      ("40 or more", .atLeast, 40, nil), ("exactly 40", .exact, 40, 40),
    ] as [(String, Quantity.Modifier, Double?, Double?)])
  func bounds(_ written: String, _ modifier: Quantity.Modifier, _ low: Double?, _ high: Double?)
    throws
  {
    let found = try claims("The shelling killed \(written) villagers.")
    #expect(found.count == 1)
    #expect(found.first?.quantity.modifier == modifier)
    #expect(found.first?.quantity.low?.value == low)
    #expect(found.first?.quantity.high?.value == high)
    #expect(found.first?.evidence.numberText == written)
  }

  @Test("a hedge stays beside a range")
  func hedgedRange() throws {
    let quantity = try claims("Roughly 300 to 350 soldiers were killed in the battle.").first?
      .quantity
    #expect(quantity?.approximate == true)
    #expect(quantity?.modifier == .range)
    #expect(quantity?.modifierText == "roughly")
  }

  @Test(
    "know how many digits carry meaning",
    arguments: [("1,243,070", 7), ("1.2 million", 2), ("55,000", 2), ("434", 3)])
  func digits(_ written: String, _ digits: Int) throws {
    let found = try claims("In the war \(written) soldiers were killed.")
    #expect(found.first?.quantity.significantDigits == digits)
  }

  @Test("a vague phrase keeps its words and gets the published interval")
  func vague() throws {
    let quantity = try claims("Dozens of Malian civilians were killed in the raid.").first?.quantity
    #expect(quantity?.form == .vague)
    #expect(quantity?.vagueTerm == "dozens")
    #expect(quantity?.low?.value == 24)
  }
}
