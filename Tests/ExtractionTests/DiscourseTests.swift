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

  @Test(
    "a short reference means whoever was named by it",
    arguments: [
      ("As of 3 May 2023 the ministry counted 900 killed.", "Ministry of Emergencies"),
      ("It counted 900 soldiers killed.", "Human Rights Watch"),
      ("Its count for the year is 900 killed.", "Human Rights Watch"),
      ("The ministry's own count was 900 killed.", "Ministry of Emergencies"),
      ("The New York organization put the number of dead at 900.", "Human Rights Watch"),
      ("On 3 May 2023 she spoke of 900 killed.", "Amina Diallo"),
      ("For the whole of 2022 the organization had documented 900 deaths.", "Human Rights Watch"),
    ])
  func references(_ sentence: String, _ claimant: String) throws {
    let text = """
      Governor Amina Diallo said the war goes on. The Ministry of Emergencies said 300 soldiers have been \
      killed in the war. Human Rights Watch reported that 400 soldiers have been killed in the war.
      """
    let found = try claims(text + " " + sentence).last
    #expect(found?.quantity.leadingValue == 900)
    #expect(found?.attribution.claimant?.name.contains(claimant) == true)
  }

  @Test("a bare count goes on with what was counted, and the count of something else does not")
  func sameCount() throws {
    let text = "The war has killed 4,300 Malian soldiers, the army said."
    let found = try claims(text + " A day earlier its count stood at 4,250.")
    #expect(found.map(\.measure.id) == ["killed", "killed"])
    #expect(found.last?.group.party == "mali")
    #expect(try claims(text + " The number of attacks stood at 4,250.").count == 1)
  }

  @Test("bounds behind a point are of the same measure")
  func bounds() throws {
    let found = try claims(
      "In the war 600 villagers died of injury, with a range of 500 to 700, Reuters said.")
    #expect(found.map(\.measure.id) == ["killed", "killed"])
    #expect(found.map(\.quantity.form) == [.point, .range])
  }

  @Test("a sentence that says what became of the lost corrects what was said around it")
  func correction() throws {
    let found = try claims(
      "In the war Mali lost 300 troops in May. Not injured, but dead. Chad lost 200 troops in the war."
    )
    #expect(found.map(\.measure.id) == ["killed", "killed"])
    let open = try claims(
      "In the war Mali lost 300 troops in May. Nobody was surprised. Chad lost 200 troops in the war."
    )
    #expect(open.map(\.measure.id) == ["losses", "losses"])
  }

  @Test("a long conflict and a war within it: the war; a war long past is cited for scale")
  func conflicts() throws {
    let inner = try claims(
      "Israel bombed the city, and Hamas fired rockets. In Gaza 900 people have been killed, medics said."
    )
    #expect(inner.map(\.group.conflict) == ["gaza-2023"])
    #expect(inner.map(\.group.conflictBasis) == [.inferred])
    let scaled = try claims(
      """
      The worst fighting since World War II goes on. Ukraine resists, and Russia has lost 900 soldiers killed \
      in the fighting.
      """)
    #expect(scaled.map(\.group.conflict) == ["russia-ukraine"])
  }

  @Test("two statements in one sentence keep their days")
  func twoStatements() throws {
    let found = try claims(
      """
      Governor Amina Diallo said the war goes on. On 3 May 2023 she spoke of 700 Malian soldiers killed, and on \
      8 June 2023 she put the number at 900.
      """)
    #expect(found.map(\.quantity.leadingValue) == [700, 900])
    #expect(found.map { $0.time.statedOn?.date.description } == ["2023-05-03", "2023-06-08"])
    #expect(found.map(\.kind) == [.cumulative, .cumulative])
    #expect(found.map(\.measure.id) == ["killed", "killed"])
  }

  @Test("now they are those of the war that the text is about, and what goes on has a pace")
  func now() throws {
    let told = """
      Ukraine has lost 900 soldiers in the war with Russia, General Amina Diallo said. \
      "In Angola's civil war the Cubans lost 4,000 in ten years.
      """
    let found = try claims(told + " Now they lose 70 in one month.\"")
    #expect(found.map(\.group.party) == ["ukraine", "cuba", "ukraine"])
    #expect(found.map(\.ratePer) == [nil, nil, .month])
    #expect(found.last?.attribution.claimant?.name == "General Amina Diallo")
    // Without "now" they are those of whom the sentence before speaks, and what is over took its time.
    let past = try claims(told + " They lost 70 in one month.\"")
    #expect(past.map(\.group.party) == ["ukraine", "cuba", "cuba"])
    #expect(past.map(\.ratePer) == [nil, nil, nil])
  }

  @Test("a war that is over tells a time behind \"since\", and no figure is of it")
  func timeOfAWar() throws {
    let found = try claims(
      """
      Ukraine has lost 900 soldiers in the war with Russia, the most of any army of Europe since the Korean War.
      No army has lost as many since the end of the Korean War, a report says.
      """)
    #expect(found.map(\.group.conflict) == ["russia-ukraine"])
    let going = try claims(
      "Russia has lost 900 soldiers since the war in Ukraine began, a report says.")
    #expect(going.map(\.group.conflict) == ["russia-ukraine"])
  }
}
