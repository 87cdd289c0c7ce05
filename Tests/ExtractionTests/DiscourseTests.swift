import Ledger
import Testing

@testable import Extraction

@Suite("What sentences lend each other")
struct DiscourseTests {
  @Test("a running report keeps its claimant")
  func runningReport() throws {
    let found = try claims(
      "Human Rights Watch documented 80 civilian deaths in the war. Of those killed, 30 were women."
    )
    #expect(
      found.map { $0.attribution.claimant?.name } == ["Human Rights Watch", "Human Rights Watch"])
    #expect(found.last?.relations.map(\.kind) == [.subsetOf])
  }

  @Test("a repeated figure points back at the first")
  func repetition() throws {
    let found = try claims(
      """
      The war has killed 4,300 Malian soldiers.

      In the war 4,300 Malian soldiers have been killed.
      """)
    #expect(found.count == 2)
    #expect(found.last?.relations == [Relation(.repeats, ClaimID(of: found[0]))])
  }

  @Test("texts glued into one file know nothing of each other")
  func glued() throws {
    let found = try claims(
      """
      Rebels in Mali

      Rebels in Mali killed 30 soldiers in an attack, officials in Bamako said this week.

      Share the Post:

      Another page

      There are 60 million forcibly displaced people in the world because of war.
      """)
    #expect(found.last?.group.party == "all")
  }

  @Test("a war cited for scale is marked and belongs to its own conflict")
  func citedForScale() throws {
    let found = try claims(
      """
      The war in Ukraine has killed 60,000 Russian soldiers. The war in Ukraine goes on, and the
      Soviet Union lost 15,000 soldiers in the Soviet-Afghan war.
      """)
    #expect(found.map(\.citedForScale) == [false, true])
    #expect(found.map(\.group.conflict) == ["russia-ukraine", "soviet-afghan"])
  }

  @Test("loaded words map to neutral ids")
  func loadedWords() throws {
    let found = try claims("The army said it liquidated 40 terrorists in the operation.")
    #expect(found.map(\.group.population) == ["military"])
    #expect(found.map(\.measure.id) == ["killed"])
  }
}
