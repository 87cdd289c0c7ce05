import Foundation
import Ledger
import Testing

@testable import Extraction

/// The mappings of Samples/tables, on the table beside them and on the public tables that they are for.
@Suite("The tables of the samples")
struct SharedTableTests {
  private static let mappings = Repository.root.appendingPathComponent("Samples/tables")
  private static let shared = Repository.root.deletingLastPathComponent()
    .appendingPathComponent("shared/data")
  static let daily = shared.appendingPathComponent("general-staff/russia_losses_personnel.json")
  static let totals = shared.appendingPathComponent("conflict-totals/totals.csv")

  private func claims(_ table: URL, _ mapping: String) throws -> [Claim] {
    let text = try String(
      contentsOf: Self.mappings.appendingPathComponent(mapping), encoding: .utf8)
    return try MappingTests.claims(Array(try Data(contentsOf: table)), by: text)
  }

  @Test("the clinics' table is read with its modifiers, its open ends and its gaps")
  func clinics() throws {
    let claims = try claims(
      Self.mappings.appendingPathComponent("clinics-daily.csv"), "clinics-daily.yaml")
    func shown(_ measure: MeasureID) -> [String] {
      claims.filter { $0.measure.id == measure }.map {
        "\($0.time.asOf?.date.description.suffix(2) ?? "") \($0.quantity.display)"
      }
    }
    #expect(shown("killed") == ["02 ~118", "03 121", "05 ≥ 129", "06 129", "07 ~140"])
    #expect(
      shown("wounded") == ["02 300–360", "03 310–370", "05 ≥ 325", "06 325–390", "07 ≤ 420"])
    #expect(shown("displaced") == ["03 2,000", "05 2,600", "06 > 3,000", "07 3,400"])
    #expect(Set(claims.map(\.group.method)) == [.announced, .estimated])
  }

  private struct DailyRow: Decodable {
    var date: String
    var personnel: Double
    var announced: String
    var captured: Double?
    enum CodingKeys: String, CodingKey {
      case date, personnel
      case announced = "personnel*"
      case captured = "POW"
    }
  }

  @Test(
    "the daily series of losses comes in whole, with the words that were announced",
    .enabled(
      if: FileManager.default.fileExists(atPath: daily.path),
      "../shared/data/general-staff is absent"))
  func generalStaff() throws {
    let rows = try JSONDecoder().decode([DailyRow].self, from: try Data(contentsOf: Self.daily))
    let claims = try claims(Self.daily, "general-staff.yaml")
    let losses = claims.filter { $0.measure.id == "losses" }
    #expect(rows.count == 1626)
    try #require(losses.count == rows.count)
    for (row, claim) in zip(rows, losses) {
      #expect(claim.time.asOf?.date.description == row.date)
      #expect(claim.quantity.leadingValue == row.personnel)
      #expect(claim.quantity.modifierText == row.announced)
      #expect(claim.quantity.modifier == (row.announced == "about" ? .approximate : .moreThan))
    }
    #expect(claims.count - losses.count == rows.count { $0.captured != nil })
    #expect(Set(losses.map { ClaimID(of: $0) }).count == rows.count)
  }

  @Test(
    "the totals of wars add up as in the table, and open ends stay open",
    .enabled(
      if: FileManager.default.fileExists(atPath: totals.path),
      "../shared/data/conflict-totals is absent"))
  func conflictTotals() throws {
    // No cell that is added holds a comma: the last two are the ends.
    let text = try String(contentsOf: Self.totals, encoding: .utf8)
    var sums: [String: (low: Double, high: Double, rows: Int)] = [:]
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let (low, high) = (Double(cells[cells.count - 2]), Double(cells[cells.count - 1]))
      guard low != nil || high != nil else { continue }
      let key =
        line.contains("military_killed")
        ? "military"
        : line.contains("civilians_killed") ? "civilian" : "other"
      sums[key, default: (0, 0, 0)].low += low ?? 0
      sums[key, default: (0, 0, 0)].high += high ?? 0
      sums[key, default: (0, 0, 0)].rows += 1
    }
    let claims = try claims(Self.totals, "conflict-totals.yaml")
    #expect(claims.count == 454)
    for (key, sum) in sums {
      let mine = claims.filter { ($0.group.population?.value ?? "other") == key }
      #expect(mine.count == sum.rows, "\(key)")
      #expect(mine.reduce(0) { $0 + ($1.quantity.low?.value ?? 0) } == sum.low, "\(key)")
      #expect(mine.reduce(0) { $0 + ($1.quantity.high?.value ?? 0) } == sum.high, "\(key)")
    }
    #expect(claims.count { $0.quantity.form == .lowerBound } == 90)
    #expect(claims.count { $0.quantity.form == .upperBound } == 9)
    #expect(claims.allSatisfy { $0.group.party == nil || $0.group.responsible == nil })
  }
}
