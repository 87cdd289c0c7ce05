import Foundation
import Support
import Testing

/// Folders of evidence, on the built programs.
@Suite struct EvidenceTests {
  /// A report that would like to be a page of its own, in a stack that has read it, and its claims.
  private func hostile() async throws -> (stack: Stack, report: String, claims: [String]) {
    let stack = try await Stack()
    let report = try stack.folder.write(
      """
      Harbour Courier <script>document.title = "owned"</script><img src=x onerror="document.title = 'owned'">

      The defence ministry of Ukraine said on 3 March 2025 that 1,001 Russian soldiers had been killed \
      near Kharkiv since the start of the year. </b></blockquote><svg onload="document.title = 'owned'">

      At least 21 civilians were wounded & "many" fled\u{202E} at once.

      \(String(repeating: "ä€", count: 900))
      """, to: "report.txt")
    let taken = try await stack.reckon(
      "ingest", report, "--outlet", "\"><svg/onload=alert(1)>\u{202E}Courier", "--url",
      "javascript:alert(1)")
    #expect(taken.status == 0, "\(taken.errors)")
    let list = try await stack.reckon("claims", "--json").output
    let page = try #require(
      try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [String: Any])
    let records = try #require(page["claims"] as? [[String: Any]])
    let claims = records.compactMap { ($0["claim"] as? [String: Any])?["id"] as? String }
    #expect(claims.count >= 2)
    return (stack, report, claims)
  }

  private func shell(_ script: String, in folder: String) async throws -> Programs.Outcome {
    try await Programs.run(
      "/usr/bin/env",
      [
        "bash", "-euo", "pipefail", "-c",
        "cd '\(folder)'; PATH=\(Programs.folder.path):$PATH\n\(script)",
      ],
      environment: ["RECKONER_GATEWAY": "127.0.0.1:1"])
  }

  /// The commands that a page tells its reader to run.
  private func commands(_ page: String) -> [String] {
    page.components(separatedBy: "<pre>").dropFirst().map { piece in
      var text = piece.components(separatedBy: "</pre>")[0]
      for (entity, sign) in [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
      ] { text = text.replacing(entity, with: sign) }
      return text
    }
  }

  @Test func aFolderHoldsWithoutAnyServerAsItsPageSays() async throws {
    let (stack, report, claims) = try await hostile()
    let revision = try await stack.reckon("ledger", "checkpoint", "now").output
      .split(separator: "\n")[1]
    let folder = stack.folder.path("evidence")
    let exported = try await stack.reckon(
      "export", "evidence", String(claims[0].prefix(12)), claims[1], claims[0].uppercased(),
      "--to", folder + "/", "--purpose", "for the\u{1B}[2J court")
    #expect(exported.status == 0, "\(exported.errors)")
    let log = try await stack.reckon("ledger", "accesses")
    #expect(log.status == 0)
    #expect(log.output.contains("for the [2J court"))
    #expect(log.output.split(separator: "\n").count { $0.contains(" court") } == 1)
    #expect(try await stack.reckon("ledger", "verify").status == 0)
    for service in Stack.ServiceName.allCases { await stack.end(service, with: SIGTERM) }

    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    let document = try #require(
      files.first { $0.hasPrefix("documents/") && $0.hasSuffix("/original") })
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: folder + "/" + document))
        == Data(contentsOf: URL(fileURLWithPath: report)))
    for claim in claims[..<2] {
      #expect(files.contains("claims/\(claim)/claim.json"))
      #expect(files.contains("claims/\(claim)/claim.proof"))
    }
    let sums = try String(contentsOfFile: folder + "/SHA256SUMS", encoding: .utf8)
    let named = Set(sums.split(separator: "\n").map { String($0.dropFirst(66)) })
    var isFolder: ObjCBool = false
    let plain = files.filter {
      FileManager.default.fileExists(atPath: folder + "/" + $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    #expect(named.union(["SHA256SUMS"]) == Set(plain))
    // The export moved nothing in the ledger.
    let note = try String(contentsOfFile: folder + "/ledger.checkpoint", encoding: .utf8)
    #expect(note.split(separator: "\n")[1] == revision)
    #expect(note.contains("\naccesses 1 "))

    let page = try String(contentsOfFile: folder + "/index.html", encoding: .utf8)
    // The text around the sentences is cut between characters, and said to be cut.
    #expect(page.contains("ä€"))
    #expect(page.contains(" …</i></blockquote>"))
    #expect(!page.contains("cannot be shown as text"))
    let told = commands(page)
    #expect(told.count == 5)
    for command in told.dropLast() {
      let outcome = try await shell(command, in: folder)
      #expect(outcome.status == 0, "\(command)\n\(outcome.output)\(outcome.errors)")
    }
    #expect(try await shell("rm signed.txt signature.bin", in: folder).status == 0)

    // One letter of the original, changed.
    let tampered = try await shell(
      "sed -i 's/1,001/1,002/' \(document); \(told[0])", in: folder)
    #expect(tampered.status != 0)
    let proof = try await shell(told[2], in: folder)
    #expect(proof.status == 74)
    #expect(proof.errors.contains("it is not the claim's document"))
  }

  @Test func nothingIsOverwrittenAndNothingIsLeftOfAFailure() async throws {
    let (stack, _, claims) = try await hostile()
    let folder = try stack.folder.write("mine", to: "kept")
    let before = try FileManager.default.contentsOfDirectory(atPath: stack.folder.root).sorted()
    let refused = try await stack.reckon("export", "evidence", claims[0], "--to", folder)
    #expect(refused.status == 78)
    #expect(refused.errors.contains("nothing is overwritten"))
    #expect(try String(contentsOfFile: folder, encoding: .utf8) == "mine")
    let target = stack.folder.path("new")
    let unknown = try await stack.reckon(
      "export", "evidence", claims[0], "0123456789", "--to", target)
    #expect(unknown.status == 66)
    for wrong in [["--purpose", " "], []] {
      let outcome = try await Programs.run(
        Programs.path("reckon"),
        ["export", "evidence", claims[0], "--to", wrong.isEmpty ? "/no/such/folder/x" : target]
          + wrong, environment: ["RECKONER_GATEWAY": await stack.gateway])
      #expect(outcome.status == (wrong.isEmpty ? 78 : 65), "\(outcome.errors)")
    }
    await stack.end(.storage, with: SIGTERM)
    #expect(
      try await stack.reckon("export", "evidence", claims[0], "--to", target).status == 69)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: stack.folder.root).sorted() == before)
  }

  @Test func withdrawnWordsAreExportedToNobody() async throws {
    let (stack, _, claims) = try await hostile()
    let list = try JSONSerialization.jsonObject(
      with: Data(try await stack.reckon("reports", "--json").output.utf8))
    let reports = (list as? [String: Any])?["reports"] as? [[String: Any]]
    let document = (reports?.first?["document"] as? [String: Any])?["id"] as? String
    let sealed = try await stack.reckon(
      "withdraw", "seal", try #require(document), "--reason", "asked for")
    #expect(sealed.status == 0, "\(sealed.errors)")
    let target = stack.folder.path("evidence")
    let refused = try await stack.reckon("export", "evidence", claims[0], "--to", target)
    #expect(refused.status == 66)
    #expect(refused.errors.contains("withdrawn"))
    #expect(!FileManager.default.fileExists(atPath: target))
    let log = try await stack.reckon("ledger", "accesses", "--json")
    #expect(log.status == 0)
    #expect(!log.output.contains("purpose"))
  }

  private static let browser = [
    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
  ].first { FileManager.default.fileExists(atPath: $0) }

  @Test(.enabled(if: browser != nil, "needs Chromium"))
  func inABrowserThePageIsWhatItSaysAndNothingOfTheReportRuns() async throws {
    let (stack, _, claims) = try await hostile()
    let folder = stack.folder.path("evidence")
    #expect(
      try await stack.reckon("export", "evidence", claims[0], claims[1], "--to", folder).status == 0
    )
    let shown = try await Programs.run(
      try #require(Self.browser),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--enable-logging=stderr", "--user-data-dir=\(stack.folder.path("browser"))",
        "--virtual-time-budget=2000", "--dump-dom", "file://\(folder)/index.html",
      ])
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("<title>Evidence of 2 claims</title>"))
    #expect(shown.output.contains("<mark>1,001</mark>"))
    for element in ["<script", "<img", "<svg", "<iframe", "\u{202E}", "href=\"javascript"] {
      #expect(!shown.output.contains(element), "\(element)")
    }
    #expect(shown.output.contains("&lt;script&gt;document.title"))
    #expect(shown.output.contains("[U+202E]Courier"))
    // Its own style is the one that its policy allows.
    #expect(!shown.errors.contains("Content Security Policy"), "\(shown.errors)")
  }
}
