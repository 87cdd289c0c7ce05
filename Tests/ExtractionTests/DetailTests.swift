import Ledger
import Testing

@testable import Extraction

@Suite("What a text states beside number and side")
struct DetailTests {
  @Test(
    "how people were counted",
    arguments: [
      ("Reuters has identified 900 soldiers killed in the war by name.", .named),
      ("Reuters verified 900 deaths in the war.", .individuallyVerified),
      ("An estimated 900 soldiers were killed in the war.", .estimated),
      ("900 soldiers were killed in the war.", .unstated),
      ("Reuters has not verified that 900 soldiers were killed in the war.", .unstated),
    ] as [(String, CountedGroup.Method)])
  func method(_ text: String, _ method: CountedGroup.Method) throws {
    #expect(try claims(text).map(\.group.method) == [method])
  }

  @Test(
    "who speaks: the claimant's own words stand between quotation marks",
    arguments: [
      (#""So far 900 of our soldiers were killed in the war," the minister said."#, .directQuote),
      (#"The minister said that 900 soldiers were killed in the "long" war."#, .reportedSpeech),
      (#"The "long" war killed 900 soldiers, the minister said."#, .reportedSpeech),
    ] as [(String, Attribution.Mode)])
  func mode(_ text: String, _ mode: Attribution.Mode) throws {
    #expect(try claims(text).map(\.attribution.mode) == [mode])
  }

  @Test(
    "what they died of",
    arguments: [
      ("In the war 900 people died of hunger.", .hungerOrDisease),
      ("The war killed 900 people directly.", .direct),
      ("The war caused 900 excess deaths.", .excessMortality),
      ("The war killed 900 people.", .unstated),
    ] as [(String, CountedGroup.Cause)])
  func cause(_ text: String, _ cause: CountedGroup.Cause) throws {
    #expect(try claims(text).map(\.group.cause) == [cause])
  }

  @Test(
    "who did it, only where the text says so",
    arguments: [
      ("In Mali 12 villagers were killed by Boko Haram fighters.", "boko-haram"),
      ("In Mali 12 villagers were killed in Chadian air strikes.", "chad"),
      ("Chadian air strikes killed 12 villagers in Mali.", "chad"),
      ("The governor accused Chadian forces of killing 12 villagers in Mali.", "chad"),
      ("Chadian officials said 12 villagers were killed in the war in Mali.", nil),
      ("Chad lost 12 soldiers in the war.", nil),
    ] as [(String, String?)])
  func responsible(_ text: String, _ party: String?) throws {
    let found = try claims(text)
    #expect(found.count == 1)
    #expect(found.first?.group.responsible?.party.value == party)
  }

  @Test(
    "who passed it on: an outlet that is known, and whoever has a name behind an interview",
    arguments: [
      (#"In the war 900 soldiers were killed, Jane Doe told Reuters on Friday."#, ["Reuters"]),
      (
        #"In the war 900 soldiers were killed, Jane Doe said in an interview with the Evening Courier."#,
        ["Evening Courier"]
      ),
      (
        #"In an interview with Kanal 5, Jane Doe said that 900 soldiers were killed in the war."#,
        ["Kanal 5"]
      ),
      (
        #"In an interview with Ukrainian journalists, Jane Doe said 900 soldiers were killed in the war."#,
        []
      ),
      (#"In the war 900 soldiers were killed, Jane Doe told the Security Council."#, []),
      (
        """
        Jane Doe said that 900 soldiers were killed in the war. The figure was given during an interview with \
        the Evening Courier.
        """, ["Evening Courier"]
      ),
      (
        """
        Jane Doe said that 900 soldiers were killed in the war. She named the figure in an interview with the \
        Evening Courier.
        """, ["Evening Courier"]
      ),
      (
        """
        Jane Doe said that 900 soldiers were killed in the war. She later denied an interview with the Evening \
        Courier.
        """, []
      ),
    ] as [(String, [String])])
  func relays(_ text: String, _ relays: [String]) throws {
    #expect(try claims(text).map { $0.attribution.relays.map(\.name) } == [relays])
  }

  @Test(
    "how long it takes, of what nobody has counted yet",
    arguments: [
      ("The war would cost 900 more soldiers. It will take at least two years.", "≥ 2 years"),
      ("The war would cost 900 more soldiers. That would take them about 18 months.", "~18 months"),
      ("The war could kill 900 more soldiers in two years.", "2 years"),
      (
        "The army would lose 900 more soldiers in the war and need at least two years.", "≥ 2 years"
      ),
      ("The war has killed 900 soldiers. It will take at least two years.", nil),
      ("The war would cost 900 more soldiers. Peace will take two years.", nil),
      ("The war would cost 900 more soldiers. It will take courage.", nil),
    ] as [(String, String?)])
  func takes(_ text: String, _ length: String?) throws {
    let found = try claims(text)
    #expect(found.map { $0.time.takes.map { "\($0.display) \($0.unit)" } } == [length])
  }

  @Test(
    "of how many a text speaks before it names whom",
    arguments: [
      (
        "Several independent institutes estimate that there are more. Reuters puts it at 900 dead soldiers.",
        "Several independent institutes"
      ),
      (
        "In the war, according to several recent studies, the number is higher. Reuters counted 900 dead soldiers.",
        "several recent studies"
      ),
      ("While various agencies say more, Reuters counted 900 dead soldiers.", "various agencies"),
      ("An institute estimates that there are more. Reuters puts it at 900 dead soldiers.", ""),
      ("Several witnesses said there are more. Reuters puts it at 900 dead soldiers.", ""),
      ("Several institutes were hit in the war. Reuters puts it at 900 dead soldiers.", ""),
      (
        "Several institutes estimate that there are more. Reuters and the BBC put it at 900 dead soldiers.",
        ""
      ),
      ("Reuters counted 900 dead soldiers, but several institutes say there are more.", ""),
    ] as [(String, String)])
  func announced(_ text: String, _ words: String) throws {
    let found = try claims("The war killed many soldiers. " + text)
    #expect(found.map(\.attribution.announcedSources) == [words])
  }

  @Test(
    "the one side that a headline puts in front of a figure of both",
    arguments: [
      ("Chad counts its dead as both sides of the war lose 900 soldiers", "chad"),
      ("Chad and Mali count their dead as both sides of the war lose 900 soldiers", nil),
      ("Chad's war: both sides lose 900 soldiers", nil),
      ("Chad loses 900 soldiers in the war", nil),
    ] as [(String, PartyID?)])
  func subject(_ headline: String, _ party: PartyID?) throws {
    let found = try claims(
      headline
        + "\n\nThe war between Chad and Mali goes on, and its end is not in sight, officials said.\n"
    )
    #expect(found.first?.evidence.section == .headline)
    #expect(found.first?.evidence.subject == party)
  }

  @Test("the site of an attack names the incident")
  func incident() throws {
    let found = try claims("A rocket attack on a crowded fish market killed 12 people on Monday.")
    #expect(found.map(\.group.incident) == ["crowded fish market"])
  }

  @Test("who speaks for the claimant, and who passed it on")
  func relays() throws {
    let spoken = try claims(
      "A spokesman for Human Rights Watch said that 12 soldiers were killed in the war.")
    #expect(spoken.first?.attribution.claimant?.name == "Human Rights Watch")
    #expect(spoken.first?.attribution.speaker?.name == "spokesman for Human Rights Watch")
    let cited = try claims(
      "Reuters reported, citing Human Rights Watch, that 12 soldiers were killed in the war.")
    #expect(cited.first?.attribution.claimant?.name == "Human Rights Watch")
    #expect(cited.first?.attribution.relays.map(\.name) == ["Reuters"])
    let told = try claims("Human Rights Watch told CNN that 12 soldiers were killed in the war.")
    #expect(told.first?.attribution.claimant?.name == "Human Rights Watch")
    #expect(told.first?.attribution.relays.map(\.name) == ["CNN"])
  }
}
