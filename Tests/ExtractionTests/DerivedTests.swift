import Ledger
import Testing

@testable import Extraction

@Suite("Shares, multiples and ratios")
struct DerivedTests {
  @Test(
    "of people harmed are statements of their own form",
    arguments: [
      ("Recruits made up 41 to 48 percent of those killed in the war.", .share, "percent", 41),
      ("Some 60% of the soldiers killed in the war were recruits.", .share, "percent", 60),
      ("The war has seen five times as many deaths as the last one.", .multiple, "times", 5),
      ("Soldiers of both sides were killed at a ratio of 2:1 in the war.", .ratio, "ratio", 2),
    ] as [(String, Quantity.Form, String, Double)])
  func derived(
    _ text: String, _ form: Quantity.Form, _ unit: String, _ value: Double
  ) throws {
    let found = try claims(text)
    #expect(found.map(\.quantity.form) == [form])
    #expect(found.map(\.quantity.unit) == [unit])
    #expect(found.first?.quantity.leadingValue == value)
    #expect(found.first?.measure.id == "killed")
    let vocabulary = try Repository.lexicon.get().vocabulary
    #expect(
      found.compactMap { ExchangeClaim($0, text: Array(text.utf8), vocabulary: vocabulary) }
        .isEmpty)
  }

  @Test(
    "of its own are those of the side that suffered, whoever says so",
    arguments: [("Ukrainian", "Russian", "russia"), ("Russian", "Ukrainian", "ukraine")])
  func ofWhoSuffered(_ speaker: String, _ side: String, _ party: String) throws {
    let share = try #require(
      try claims(
        """
        Figures of the \(speaker) General Staff indicate that the \(side) military suffered 41 to 48 percent of its \
        total casualties since 2022 in 2023 alone.
        """
      ).first)
    #expect(share.quantity.form == .share)
    #expect(share.group.party?.value == party)
    #expect(share.time.from?.date.description == "2023")
    #expect(share.time.to?.date.description == "2023")
  }

  @Test(
    "of two measures name both, the first number's first",
    arguments: [
      "Zelensky said that Russian soldiers suffer a 2:1 wounded to killed ratio in the war.",
      "Zelensky said that in the Russian army the ratio of wounded to killed was 2:1 in the war.",
    ])
  func twoMeasures(_ text: String) throws {
    let found = try claims(text)
    #expect(found.map(\.quantity.form) == [.ratio])
    #expect(found.first?.quantity.best == 2)
    #expect(found.first?.measure.id == "wounded")
    #expect(found.first?.measure.includes == ["killed"])
  }

  @Test("of a side are that side's, whoever says so")
  func sides() throws {
    let ratio = try claims(
      "Zelensky said that Russian soldiers suffer a 2:1 wounded to killed ratio in the war.")
    #expect(ratio.first?.group.party == "russia")
    let share = try claims(
      "Syrskyi said that the Russian army suffered 40 percent of its casualties in Ukraine in 2024."
    )
    #expect(share.first { $0.quantity.form == .share }?.group.party == "russia")
    let part = try claims(
      "Syrskyi said Russian forces suffered 434,000 casualties in 2024, including 150,000 killed. "
        + "He added that the dead were 35 percent of those casualties.")
    #expect(part.first { $0.quantity.form == .share }?.group.party == "russia")
  }

  @Test("in two numbers are a range")
  func alternatives() throws {
    let found = try claims(
      "Russia's casualties in the war in Ukraine were higher, at a ratio of 2.5 to 1 or 2 to 1.")
    #expect(found.map(\.quantity.form) == [.ratio])
    #expect(found.first?.quantity.low?.value == 2)
    #expect(found.first?.quantity.high?.value == 2.5)
  }

  @Test("of all losses are multiples, too")
  func timesTheLosses() throws {
    let found = try claims(
      "Russia's casualties in Ukraine exceed five times the total losses of its other wars.")
    let multiple = try #require(found.first { $0.quantity.form == .multiple })
    #expect(multiple.quantity.low == Quantity.Bound(5, inclusive: false))
    #expect(multiple.group.party == "russia")
  }

  @Test("of casualties is a share and no count")
  func casualties() throws {
    let found = try claims("61 percent of the casualties were caused by insurgents.")
    #expect(found.map(\.quantity.form) == [.share])
  }

  @Test(
    "of anything else are no claims",
    arguments: [
      "60 percent of the soldiers in the war support it.",
      "In the war, losses rose by 31 percent.",
      "The army has five times as many tanks as the rebels in the war.",
      "The ratio of attackers to defenders in the war was 3:1.",
    ])
  func others(_ text: String) throws {
    #expect(try claims(text).isEmpty)
  }
}
