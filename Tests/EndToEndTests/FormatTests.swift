import Foundation
import Support
import Testing

/// Reports in each format that a report comes in, through the built programs.
@Suite struct FormatTests {
  private static let folder = Programs.checkout.appendingPathComponent("Samples/formats").path
  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

  @Test(arguments: names)
  func aReportOfAnyFormatIsRecordedProvenAndChecked(_ name: String) async throws {
    let stack = try await Stack()
    let report = Self.folder + "/" + name
    let taken = try await stack.reckon("ingest", report)
    #expect(taken.status == 0, "\(taken.errors)")
    let list = try await stack.reckon("claims", "--json").output
    let page = try #require(
      try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [String: Any])
    let records = try #require(page["claims"] as? [[String: Any]])
    let claims = records.compactMap { ($0["claim"] as? [String: Any])?["id"] as? String }
    #expect(!claims.isEmpty)
    #expect(try await stack.reckon("show", try #require(claims.first)).status == 0)
    let verified = try await stack.reckon("ledger", "verify")
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")

    // Every claim is found again in its original, or in what was derived from it, without a server.
    let folder = stack.folder.path("evidence")
    let exported = try await stack.run(
      ["export", "evidence"] + claims.prefix(20) + ["--to", folder, "--purpose", "to check"])
    #expect(exported.status == 0, "\(exported.errors)")
    let document = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder + "/documents").first)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder + "/documents/" + document)
    let transcript = try #require(files.first { $0.hasPrefix("transcript-") }, "\(files)")
    for claim in claims.prefix(20) {
      let proof = try await stack.reckon(
        "ledger", "check-proof", folder + "/claims/\(claim)/claim.proof", "--original", report,
        "--transcript", folder + "/documents/\(document)/\(transcript)")
      #expect(proof.status == 0, "\(proof.errors)")
    }
    let other = try stack.folder.write("Nobody said anything of the kind.", to: "other.txt")
    let wrong = try await stack.reckon(
      "ledger", "check-proof", folder + "/claims/\(claims[0])/claim.proof", "--original", report,
      "--transcript", other)
    #expect(wrong.status == 74)

    // The same as a draft: its figures are those of the ledger.
    for format in ["text", "html", "annotations"] {
      let checked = try await stack.reckon("check", report, "--format", format)
      #expect(checked.status == 0, "\(checked.errors)")
      #expect(!checked.output.isEmpty)
    }
    // Read again, nothing is new.
    let again = try await stack.reckon("reextract", "--all", "--dry-run")
    #expect(again.status == 0, "\(again.errors)")
  }

  @Test func aPageSaysItselfWhereAndWhenItWasPublished() async throws {
    let stack = try await Stack()
    #expect(try await stack.reckon("ingest", Self.folder + "/losses-by-month.html").status == 0)
    let reports = try await stack.reckon("reports").output
    #expect(reports.contains("Harbour Gazette"))
    #expect(reports.contains("2026-02-05"))
    #expect(reports.contains("What two armies lost in a year"))
    // Its text is searched, and none of its markup.
    func hits(_ words: String) async throws -> Int {
      let output = try await stack.reckon("search", words, "--json").output
      let answer = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
      return (answer?["hits"] as? [Any])?.count ?? 0
    }
    #expect(try await hits("cemetery") > 0)
    #expect(try await hits("standfirst") == 0)
  }
}
