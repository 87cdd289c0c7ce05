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
    let values = try rows.values(of: Self.services).map {
      Dictionary(uniqueKeysWithValues: zip(rows.columns, $0))
    }
    #expect(values.count == 2)
    #expect(values[0]["service"] == .text("storage"))
    #expect(values[0]["revision"] == .code("3"))
    #expect(values[0]["health"] == .code("SERVICE_HEALTH_READY"))
    #expect(values[0]["error.reason"] == RowValue.none)
    #expect(values[1]["error.reason"] == .code("ERROR_REASON_UNAVAILABLE"))
    #expect(values[1]["address"] == RowValue.none)
    #expect(try rows.lines(of: Self.services)[1].hasPrefix(#"{"service":"ingest","version":"1""#))
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
    #expect(try RowList.text("status.version", of: Self.services) == "1")
    #expect(try RowList.text("status.answer", of: Self.services) == "")
    #expect(try RowList.text("status.nothing", of: Self.services) == "")
  }
}
