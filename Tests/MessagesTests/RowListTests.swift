import Ledger
import Testing

@testable import Messages

@Suite struct RowListTests {
  private static let services = GetStatusResponse(
    status: AnswerStatus(complete: true, revision: Revision(3), version: "1"),
    services: [
      ServiceStatus(
        service: "storage", address: "a:1", version: "1", health: .ready, revision: Revision(3)),
      ServiceStatus(
        service: "ingest", address: "", version: "1", health: .unreachable, revision: .empty,
        error: LedgerError(.unavailable, subject: "ingest", "gone")),
    ])

  @Test func itemsAreRowsWithTheFieldsOfInnerMessagesBesideTheirOwn() throws {
    let rows = try #require(RowList(of: GetStatusResponse.self, "services"))
    #expect(rows.columns.contains("error.reason"))
    let values = try Self.services.placed { rows.values(of: $0) }.map {
      Dictionary(uniqueKeysWithValues: zip(rows.columns, $0))
    }
    #expect(values.count == 2)
    #expect(values[0]["service"] == .text("storage"))
    #expect(values[0]["revision"] == .code("3"))
    #expect(values[0]["health"] == .code("SERVICE_HEALTH_READY"))
    #expect(values[0]["error.reason"] == RowValue.none)
    #expect(values[1]["error.reason"] == .code("ERROR_REASON_UNAVAILABLE"))
    #expect(values[1]["address"] == RowValue.none)
    let lines = String(decoding: try Self.services.placed { rows.lines(of: $0) }, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix(#"{"service":"ingest","version":"1""#))
    #expect(lines[2].isEmpty)
  }

  @Test func aWayThatLeadsToNoListIsNone() {
    for path in ["", "status", "services.error", "nothing", "services.service"] {
      #expect(RowList(of: GetStatusResponse.self, path) == nil, "\(path)")
    }
    let figures = RowList(of: CompareResponse.self, "comparison.topics.systems.figures")
    #expect(figures?.columns.contains("topic.party") == true)
    #expect(figures.map { Set($0.columns).count } == figures?.columns.count)
  }

  @Test func aTextIsFoundByItsWay() throws {
    func text(_ path: String) throws -> String { try Self.services.placed { $0.text(path) } }
    #expect(try text("status.version") == "1")
    #expect(try text("status.answer") == "")
    #expect(try text("status.nothing") == "")
    #expect(try text("status") == "")
    #expect(try text("services.service") == "")
  }

  @Test func anAnswerSaysWhatItRestsOn() throws {
    #expect(
      try Self.services.placed { (answer) throws(LedgerError) in try answer.status() }
        == Self.services.status)
    #expect(
      try Packed(Self.services).placed { (answer) throws(LedgerError) in try answer.status() }
        == Self.services.status)
    #expect(
      try HealthCheckRequest().placed { (answer) throws(LedgerError) in try answer.status() } == nil
    )
  }
}
