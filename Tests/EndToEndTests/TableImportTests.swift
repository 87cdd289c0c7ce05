import Foundation
import Support
import Testing

/// Tables of dated figures, on the built programs.
@Suite struct TableImportTests {
  private let tables = Programs.checkout.appendingPathComponent("Samples/tables")
  private static let daily = Programs.checkout.deletingLastPathComponent()
    .appendingPathComponent("shared/data/general-staff/russia_losses_personnel.json").path

  private func path(_ name: String) -> String { tables.appendingPathComponent(name).path }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func ids(_ stack: Stack) async throws -> Set<String> {
    let answer = try json(try await stack.reckon("claims", "--json", "--limit", "5000").output)
    return Set(
      (answer["claims"] as? [[String: Any]] ?? []).compactMap {
        ($0["claim"] as? [String: Any])?["id"] as? String
      })
  }

  @Test func aTableComesInOnceStaysAsItIsAndIsRead() async throws {
    let stack = try await Stack()
    let (table, mapping) = (path("clinics-daily.csv"), path("clinics-daily.yaml"))

    let dry = try await stack.reckon(
      "sources", "import", table, "--mapping", mapping, "--dry-run", "--limit", "2")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.contains("14 claims, nothing stored"))
    #expect(dry.output.contains("~118"))
    #expect(try await ids(stack).isEmpty)

    let taken = try await stack.reckon("sources", "import", table, "--mapping", mapping)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(taken.output.contains("14 claims"))
    let claims = try await ids(stack)
    #expect(claims.count == 14)
    for again in [
      try await stack.reckon("sources", "import", table, "--mapping", mapping),
      // Nobody who submits the bytes as a report makes a text of what is known to be a table.
      try await stack.reckon("ingest", table),
    ] {
      #expect(again.output.contains("14 claims, known already"), "\(again.output)\(again.errors)")
    }
    let reread = try await stack.reckon("reextract", "--all", "--also-current", "--yes")
    #expect(reread.status == 0, "\(reread.output)\(reread.errors)")
    #expect(try await ids(stack) == claims)
    let verified = try await stack.reckon("ledger", "verify")
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")

    let shown = try await stack.reckon("show", String(try #require(claims.first).prefix(12)))
    #expect(shown.output.contains(".11.2024,"), "the row is the sentence")
    let series = try await stack.reckon("series", "--conflict", "sudan-2023", "--measure", "killed")
    #expect(series.output.contains("Lantern Clinics Network"))
    #expect(series.output.contains("≥ 129"))
    let document = try await stack.reckon("reports", "--json")
    let reports = try json(document.output)["reports"] as? [[String: Any]]
    let id = try #require((reports?.first?["document"] as? [String: Any])?["id"] as? String)
    let report = try json(
      try await stack.reckon("reports", "--document", id, "--json").output)["reports"]
    let kept = (report as? [[String: Any]])?.first?["mapping"] as? String
    #expect(kept == (try String(contentsOfFile: mapping, encoding: .utf8)))

    let listed = try await stack.reckon("sources", "list", "--source", "lantern")
    #expect(listed.output.contains("2024-11-02"))
    #expect(listed.output.contains("2024-11-07"))
    #expect(listed.output.contains("not in the registry"))
  }

  @Test func anotherMappingTakesThePlaceOfTheFirst() async throws {
    let stack = try await Stack()
    let table = path("clinics-daily.csv")
    _ = try await stack.reckon("sources", "import", table, "--mapping", path("clinics-daily.yaml"))
    let text = try String(contentsOfFile: path("clinics-daily.yaml"), encoding: .utf8)
    let other = try stack.folder.write(
      text.replacingOccurrences(of: "population: civilian", with: "population: all"), to: "b.yaml")
    let taken = try await stack.reckon("sources", "import", table, "--mapping", other)
    #expect(taken.output.contains("14 claims"), "\(taken.errors)")
    let all = try await stack.reckon("claims", "--population", "all", "--limit", "50")
    #expect(all.output.contains("14 claims"))
    let civilian = try await stack.reckon("claims", "--population", "civilian")
    #expect(!civilian.output.contains("Lantern"))
  }

  @Test func whatIsWrongIsToldByFileLineRowAndColumnAndNothingIsStored() async throws {
    let stack = try await Stack()
    let table = try stack.folder.write("day,n\n2024-01-01,5\n2024-01-02,five\n", to: "t.csv")
    let good = "kind: cumulative\ndate: {column: day}\nfigures:\n  - {measure: killed, value: n}\n"
    let mapping = try stack.folder.write(good, to: "m.yaml")
    let cell = try await stack.reckon("sources", "import", table, "--mapping", mapping)
    #expect(cell.status == 65)
    #expect(cell.errors.contains("t.csv: row 2 (line 3), column \"n\""), "\(cell.errors)")
    let wrong = try stack.folder.write(good + "party: rusia\n", to: "wrong.yaml")
    let line = try await stack.reckon("sources", "import", table, "--mapping", wrong)
    #expect(line.status == 65)
    #expect(line.errors.contains("wrong.yaml:5: \"rusia\" is none of the parties"))
    #expect(line.errors.contains("russia"))
    let absent = try await stack.reckon("sources", "import", table, "--mapping", "nowhere.yaml")
    #expect(absent.status == 66)
    #expect(try await ids(stack).isEmpty)
    let reports = try json(try await stack.reckon("reports", "--json").output)
    #expect((reports["reports"] as? [Any] ?? []).isEmpty)
  }

  @Test func moreClaimsThanTheLimitAreRefusedByItsName() async throws {
    let stack = try await Stack([.ingest: ["--limits-claims-per-report", "10"]])
    let taken = try await stack.reckon(
      "sources", "import", path("clinics-daily.csv"), "--mapping", path("clinics-daily.yaml"))
    #expect(taken.status == 73)
    #expect(taken.errors.contains("limits.claims-per-report (10)"))
    #expect(try await ids(stack).isEmpty)
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: daily),
      "../shared/data/general-staff is absent"))
  func theDailyLossesBecomeOneSeriesOfARegisteredSource() async throws {
    let stack = try await Stack()
    let taken = try await stack.reckon(
      "sources", "import", Self.daily, "--mapping", path("general-staff.yaml"))
    #expect(taken.status == 0, "\(taken.errors)")
    let listed = try json(
      try await stack.reckon(
        "sources", "list", "--source", "general-staff-of-ukraine", "--measure", "losses", "--json"
      ).output)
    let source = try #require((listed["sources"] as? [[String: Any]])?.first)
    #expect(source["claims"] as? String == "1626")
    #expect(source["first"] as? String == "2022-02-25")
    #expect(source["last"] as? String == "2026-08-08")
    let known = try #require(source["source"] as? [String: Any])
    #expect(known["reportsAt"] as? String == "REPORTING_TIME_MORNING")
    #expect(known["speaksFor"] as? String == "ukraine")
    let series = try json(
      try await stack.reckon(
        "series", "--party", "russia", "--measure", "losses", "--json"
      ).output)
    let points = (series["series"] as? [[String: Any]])?.first?["points"] as? [Any]
    #expect(points?.count == 1626, "no two days are one figure")
    let verified = try await stack.reckon("ledger", "verify")
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
  }
}
