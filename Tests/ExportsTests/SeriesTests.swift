import Ledger
import Testing

@testable import Exports

@Suite("Series in SDMX-CSV") struct SeriesExportTests {
  static let topic = Topic(
    conflict: "north-south", party: "southland", population: "military", measure: "killed",
    cause: .unstated, kind: .cumulative)
  static let ministry = Source(id: "south-ministry", name: "Ministry of Southland")

  static func figure(
    _ quantity: Quantity, _ time: ClaimTime, kind: Claim.Kind = .cumulative,
    polarity: Claim.Polarity = .asserted, method: CountedGroup.Method = .unstated,
    nature: Vocabulary.Nature? = nil, per unit: Claim.RateUnit? = nil
  ) -> Figure {
    Figure(
      quantity: quantity, kind: kind, ratePer: unit, polarity: polarity, citedForScale: false,
      method: method, time: time, claims: [Sample.record().id], documents: 2,
      outlets: ["The Example", "=Paper"], changes: [], nature: nature)
  }

  static func on(_ day: String, since start: String? = nil) -> ClaimTime {
    ClaimTime(from: start.map { Sample.date($0) }, asOf: Sample.date(day))
  }

  static let vocabulary = Vocabulary(
    measures: [
      .init(id: "killed", name: "Killed", includes: [], exchangeName: "killed"),
      .init(
        id: "captured", name: "Captured", includes: [], exchangeName: "captured",
        isReversible: true),
      .init(
        id: "losses", name: "Losses", includes: ["killed", "wounded"], exchangeName: "casualties"),
    ],
    sources: [
      .init(
        id: "south-ministry", name: "Ministry", kind: "government", definition: "=Announced.",
        counts: [.init(measure: "losses", includes: ["killed"], method: .announced)])
    ])

  private func rows(
    _ points: [Figure], topic: Topic = topic, by claimant: Source? = ministry
  ) throws -> [[String: String]] {
    var rows = SeriesRows(vocabulary: Self.vocabulary, revision: Revision(9))
    // One figure a page: what a figure follows is known from the page before.
    let found = points.flatMap { point in
      rows.rows(of: [Series(topic: topic, claimant: claimant, points: [point])])
    }
    let table = ExportTable.series
    return try CSVReader.table(table.header + found.map(table.line).joined())
  }

  private func statuses(_ points: [Figure], topic: Topic = topic) throws -> [String] {
    try rows(points, topic: topic).compactMap { $0["OBS_STATUS"] }
  }

  @Test func columnsAndCellsAreThoseOfTheFormat() throws {
    let format = try FormatDescription("sdmx-csv")
    let names = ExportTable.series.columns.map(\.name)
    #expect(Array(names.prefix(3)) == format.list("firstColumns"))
    let points = [
      Self.figure(.exact(100), Self.on("2031")), Self.figure(.exact(120), Self.on("2031-02")),
      Self.figure(Sample.range(130, 150), Self.on("2031-03-04")),
      Self.figure(
        .exact(30), ClaimTime(from: Sample.date("2031-03-01"), to: Sample.date("2031-03-10")),
        kind: .periodTotal),
      Self.figure(
        .exact(40), ClaimTime(from: Sample.date("2031-04-01"), to: Sample.date("2031-04-30")),
        kind: .periodTotal),
      Self.figure(
        .exact(40), ClaimTime(from: Sample.date("2030"), to: Sample.date("2030")),
        kind: .periodTotal),
    ]
    for claimant in [Self.ministry, Source(name: "Ä. „Nobody”, of the =Paper"), nil] {
      let rows = try rows(points, by: claimant)
      #expect(
        rows.map { $0["TIME_PERIOD"] }
          == ["2031", "2031-02", "2031-03-04", "2031-03-01/P10D", "2031-04", "2030"])
      for row in rows {
        #expect(format.list("structures").contains(row["STRUCTURE"] ?? ""))
        #expect(matches(row["STRUCTURE_ID"], format.text("structureID")))
        #expect(format.list("actions").contains(row["ACTION"] ?? ""))
        #expect(format.list("observationStatus").contains(row["OBS_STATUS"] ?? ""))
        let period = format.texts("frequencies")[row["FREQ"] ?? ""] ?? "none"
        #expect(matches(row["TIME_PERIOD"], period))
        for name in format.list("codedDimensions") {
          #expect(matches(row[name], format.text("code")), "\(name): \(row[name] ?? "")")
        }
        for name in format.list("numericColumns") {
          #expect(row[name] == "" || Double(row[name] ?? "") != nil)
        }
      }
    }
  }

  private func matches(_ text: String?, _ pattern: String) -> Bool {
    guard let text, let regex = try? Regex(pattern) else { return false }
    return text.wholeMatch(of: regex) != nil
  }

  @Test func aRangeHasNoMidpointAndABoundHasOneEnd() throws {
    let rows = try rows([
      Self.figure(Sample.range(130, 150), Self.on("2031-03-04")),
      Self.figure(Sample.atLeast(160), Self.on("2031-04-04")),
      Self.figure(.exact(170), Self.on("2031-05-04")),
      Self.figure(.about(180, "about"), Self.on("2031-06-04")),
    ])
    #expect(rows.map { $0["OBS_VALUE"] } == ["", "", "170", "180"])
    #expect(rows.map { $0["OBS_LOW"] } == ["130", "160", "170", ""])
    #expect(rows.map { $0["OBS_HIGH"] } == ["150", "", "170", ""])
  }

  @Test func twoFiguresOnOneDayHaveKeysOfTheirOwn() throws {
    let day = Self.on("2031-03-04")
    let rows = try rows([
      Self.figure(.exact(100), day), Self.figure(Sample.range(90, 110), day),
      Self.figure(.exact(10), day, kind: .rate, per: .day),
    ])
    let keys = rows.map { row in ExportTable.series.key.map { row[$0] ?? "" } }
    #expect(Set(keys).count == 3)
    #expect(rows.map { $0["FIGURE"] } == ["1", "2", "1"])
    #expect(rows.map { $0["KIND"] } == ["cumulative", "cumulative", "rate-per-day"])
  }

  @Test func aCountThatFallsBreaksTheSeries() throws {
    let (first, second, third) = (
      Self.on("2031-01-01"), Self.on("2031-02-01"), Self.on("2031-03-01")
    )
    #expect(
      try statuses([
        Self.figure(.exact(100), first), Self.figure(.exact(90), second),
        Self.figure(.exact(95), third),
      ]) == ["A", "B", "A"])
    // Where the statements leave room, nothing is said to have fallen.
    #expect(
      try statuses([
        Self.figure(Sample.range(90, 110), first), Self.figure(.exact(95), second),
        Self.figure(.about(60, "about"), third),
      ]) == ["A", "A", "A"])
    var captured = Self.topic
    captured.measure = "captured"
    #expect(
      try statuses(
        [Self.figure(.exact(100), first), Self.figure(.exact(90), second)], topic: captured)
        == ["A", "A"])
  }

  @Test func anotherBeginningOrAnotherMethodBreaksTheSeries() throws {
    #expect(
      try statuses([
        Self.figure(.exact(100), Self.on("2031-01-01", since: "2030-02-24")),
        Self.figure(.exact(110), Self.on("2031-02-01", since: "2030")),
        Self.figure(.exact(900), Self.on("2031-03-01", since: "2024-04")),
      ]) == ["A", "A", "B"])
    #expect(
      try rows([
        Self.figure(.exact(100), Self.on("2031-01-01"), method: .named),
        Self.figure(.exact(400), Self.on("2031-02-01"), method: .modelled),
      ]).map { $0["OBS_FLAGS"] } == ["P", "BE"])
  }

  @Test func whatIsProjectedIsAForecastAndNothingFollowsIt() throws {
    #expect(
      try statuses([
        Self.figure(.exact(100), Self.on("2031-01-01")),
        Self.figure(.exact(500), Self.on("2031-02-01"), polarity: .projected),
        Self.figure(.exact(110), Self.on("2031-02-02")),
      ]) == ["A", "F", "A"])
  }

  @Test func naturesDefinitionsAndDoubtsHaveTheirCodes() throws {
    let day = Self.on("2031-01-01")
    #expect(try statuses([Self.figure(.exact(1), day, nature: .estimate)]) == ["E"])
    #expect(try statuses([Self.figure(.exact(1), day, nature: .floor)]) == ["P"])
    #expect(try statuses([Self.figure(.exact(1), day, nature: .count)]) == ["A"])
    let dozens = Quantity(
      form: .vague, low: .init(24), modifier: .atLeast, vagueTerm: "dozens")
    #expect(try statuses([Self.figure(dozens, day)]) == ["U"])
    let concluded = ClaimTime(asOf: Sample.date("2031-01-01", .inferred))
    #expect(try statuses([Self.figure(.exact(1), concluded)]) == ["U"])
    #expect(try rows([Self.figure(.exact(1), day)], by: nil).first?["OBS_STATUS"] == "U")
    var losses = Self.topic
    losses.measure = "losses"
    let row = try #require(try rows([Self.figure(.exact(1), day)], topic: losses).first)
    #expect(row["OBS_STATUS"] == "D")
    #expect(row["DEFINITION"] == "'=Announced.")
    #expect(row["OUTLETS"] == "The Example|=Paper")
  }

  @Test func theWeightiestFlagIsTheStatus() {
    #expect(ObservationFlag.allCases.map(\.rawValue) == ["B", "F", "D", "E", "U", "P"])
  }
}
