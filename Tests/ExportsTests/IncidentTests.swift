import Ledger
import Testing

@testable import Exports

@Suite("Incidents") struct IncidentExportTests {
  static func topic(_ party: PartyID? = "southland", _ population: PopulationID? = "civilian")
    -> Topic
  {
    Topic(
      conflict: "north-south", party: party, population: population, measure: "killed",
      cause: .unstated, kind: .incident)
  }

  /// - Parameter day: of the event; nil: no text dates it.
  static func origin(
    _ quantity: Quantity, by claimant: String?, on day: String? = "2031-03-04",
    at place: String? = "Port", topic: Topic = topic(), relayOf: ClaimID? = nil, text: String = "A"
  ) -> IncidentOrigin {
    let document = DocumentID(original: Array(text.utf8))
    var claim = Sample.claim(
      quantity,
      time: ClaimTime(from: day.map { Sample.date($0) }, to: day.map { Sample.date($0) }),
      kind: .incident, document: document)
    claim.group.place = place
    let figure = Figure(
      quantity: quantity, kind: .incident, ratePer: nil, polarity: .asserted,
      citedForScale: false, method: .unstated, time: claim.time, claims: [ClaimID(of: claim)],
      documents: 1, outlets: [], changes: [])
    let relay = RelayRecord(
      claim: ClaimID(of: claim), document: document, mode: .ownVoice, quantity: quantity)
    return IncidentOrigin(
      OriginRecord(
        topic: topic, claimant: claimant.map { Source(name: $0) }, figure: figure,
        relays: [relay, relay], relayOf: relayOf), shown: claim, id: ClaimID(of: claim))
  }

  static let war = Vocabulary.Conflict(
    id: "north-south", name: "=The war", parties: ["southland", "northland"])

  private func cells(_ origins: [IncidentOrigin], sightings: [Sighting] = []) throws
    -> [[String: String]]
  {
    let table = ExportTable.incidents
    let sides = ConflictSides(
      of: Self.war,
      parties: [.init(id: "port-guard", name: "Guard", kind: "group", parent: "southland")])
    let lines = Incidents.grouped(origins).map { origins in
      table.line(
        IncidentRow(
          origins: origins, independent: 2, sides: sides, conflictName: Self.war.name,
          sightings: sightings, revision: Revision(9)))
    }
    return try CSVReader.table(table.header + lines.joined())
  }

  @Test func columnsAreNamedAsThoseOfTheEventDataAndMarkedAsOthers() throws {
    let format = try FormatDescription("event-data")
    let names = ExportTable.incidents.columns.map(\.name)
    #expect(Set(names).isSubset(of: format.list("columns") + format.list("own")))
    #expect(Set(names).isSuperset(of: format.list("wanted")))
    let row = try #require(try cells([Self.origin(.exact(3), by: "A")]).first)
    #expect(row["data_source"]?.contains("not UCDP data") == true)
    for (name, codes) in format.lists("codes") {
      #expect(codes.contains(row[name] ?? "none"), "\(name)")
    }
  }

  @Test func originsOfOneEventAreOneRowWithTheRangeOfWhatTheyAllow() throws {
    let rows = try cells([
      Self.origin(Sample.range(3, 5), by: "A", text: "A"),
      Self.origin(.exact(7), by: "B", text: "B"),
      Self.origin(.about(4, "about"), by: "C", text: "C"),
    ])
    #expect(rows.count == 1)
    let row = try #require(rows.first)
    #expect(row["low"] == "3")
    #expect(row["high"] == "7")
    // Never an average, and no choice between them.
    #expect(row["best"] == "")
    #expect(row["deaths_civilians"] == "")
    #expect(row["source_original"] == "A|B|C")
    #expect(row["number_of_sources"] == "3")
    #expect(row["origins"] == "3")
  }

  @Test func whereAllStateOneFigureItIsTheBestOne() throws {
    let row = try #require(
      try cells([
        Self.origin(.exact(7), by: "A"), Self.origin(.exact(7), by: "B", text: "B"),
      ]).first)
    for name in ["low", "best", "high", "deaths_civilians"] { #expect(row[name] == "7", "\(name)") }
    for name in ["deaths_a", "deaths_b", "deaths_unknown"] { #expect(row[name] == "", "\(name)") }
  }

  @Test func anOpenEndStaysOpen() throws {
    let row = try #require(
      try cells([
        Self.origin(Sample.atLeast(5), by: "A"), Self.origin(.exact(7), by: "B", text: "B"),
      ]).first)
    #expect(row["low"] == "5")
    #expect(row["high"] == "")
    #expect(row["best"] == "")
  }

  @Test func aRelayMovesNothing() throws {
    let origin = Self.origin(.exact(7), by: "A")
    let row = try #require(
      try cells([
        origin, Self.origin(.exact(70), by: "B", relayOf: origin.claim, text: "B"),
      ]).first)
    #expect(row["high"] == "7")
    #expect(row["best"] == "7")
    #expect(row["origins"] == "1")
    #expect(row["number_of_sources"] == "2")
  }

  @Test func whatMayBeAnotherEventIsARowOfItsOwn() throws {
    for other in [
      Self.origin(.exact(7), by: "B", on: "2031-03-05"),
      Self.origin(.exact(7), by: "B", on: "2031-03"), Self.origin(.exact(7), by: "B", on: nil),
      Self.origin(.exact(7), by: "B", at: "Ford"), Self.origin(.exact(7), by: "B", at: nil),
      Self.origin(.exact(7), by: "B", topic: Self.topic("northland")),
    ] {
      #expect(try cells([Self.origin(.exact(7), by: "A"), other]).count == 2)
    }
    let undated = [
      Self.origin(.exact(7), by: "A", on: nil), Self.origin(.exact(7), by: "B", on: nil),
    ]
    #expect(try cells(undated).count == 2)
  }

  @Test func deathsAreOfTheSideAndStandingThatTextsTell() throws {
    let columns = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]
    for (topic, column) in [
      (Self.topic("southland", "military"), "deaths_a"),
      (Self.topic("port-guard", "officers"), "deaths_a"),
      (Self.topic("northland", "military"), "deaths_b"),
      (Self.topic("southland", "children"), "deaths_civilians"),
      (Self.topic("southland", "journalists"), "deaths_civilians"),
      (Self.topic(nil, "all"), "deaths_unknown"), (Self.topic("southland", nil), "deaths_unknown"),
      (Self.topic("elsewhere", "military"), nil), (Self.topic(nil, "military"), nil),
    ] as [(Topic, String?)] {
      let row = try #require(try cells([Self.origin(.exact(7), by: "A", topic: topic)]).first)
      #expect(columns.filter { row[$0] == "7" } == [column].compactMap(\.self), "\(topic)")
      #expect(row["best"] == "7")
    }
  }

  @Test func precisionIsThatOfTheDate() throws {
    for (day, code, start, end) in [
      ("2031-03-04", "1", "2031-03-04", "2031-03-04"), ("2031-03", "4", "2031-03-01", "2031-03-31"),
      ("2031", "5", "2031-01-01", "2031-12-31"),
    ] {
      let row = try #require(try cells([Self.origin(.exact(7), by: "A", on: day)]).first)
      #expect(row["date_prec"] == code)
      #expect(row["date_start"] == start)
      #expect(row["date_end"] == end)
      #expect(row["event_clarity"] == (code == "1" ? "1" : "2"))
      #expect(row["year"] == "2031")
    }
    let undated = try #require(try cells([Self.origin(.exact(7), by: nil, on: nil)]).first)
    for name in ["date_prec", "date_start", "date_end", "year"] { #expect(undated[name] == "") }
  }

  @Test func hostileNamesStayText() throws {
    let row = try #require(
      try cells(
        [Self.origin(.exact(7), by: "@evil", at: "=Port")],
        sightings: [Sample.sighting("+Paper|x", title: "-Title")]
      ).first)
    #expect(row["source_original"] == "'@evil")
    #expect(row["where_description"] == "'=Port")
    #expect(row["source_office"] == "'+Paper¦x")
    #expect(row["source_headline"] == "'-Title")
    #expect(row["conflict_name"] == "'=The war")
  }

  @Test func withoutCampsThreePartiesHaveNoSides() {
    let sides = ConflictSides(
      of: .init(id: "w", name: "W", parties: ["one", "two", "three"]), parties: [])
    #expect(sides.a.isEmpty && sides.b.isEmpty)
    let camps = ConflictSides(
      of: .init(id: "w", name: "W", parties: ["one", "two", "three"], camp: ["two", "three"]),
      parties: [])
    #expect(camps.a == ["one"])
    #expect(camps.b == ["two", "three"])
  }
}
