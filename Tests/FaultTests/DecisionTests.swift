import Foundation
import Ledger
import Support
import Testing

/// What people decided outlasts a reading with other words, on the built programs.
@Suite struct DecisionTests {
  private static let report = """
    The war goes on

    Officials said that at least 41 Valdoran soldiers were killed in the war near Lutz.
    In the battle 11 civilians were given to the river, officials said.
    """

  private let words: TemporaryFolder

  init() throws {
    words = try TemporaryFolder("words")
    for folder in ["languages/en", "parties"] {
      try FileManager.default.createDirectory(
        atPath: words.path(folder), withIntermediateDirectories: true)
    }
    _ = try words.write(
      "# word\tmeasure\trole\ngiven to the river\tkilled\tparticiple\n",
      to: "languages/en/measures.tsv")
  }

  /// The words that made one claim are gone, and those of another one are known better.
  private func changeWords(_ stack: Stack) async throws {
    _ = try words.write("# word\tmeasure\trole\n", to: "languages/en/measures.tsv")
    _ = try words.write(
      "id: valdora\nname: Valdora\nkind: state\nnames:\n  en:\n    adjectives: [Valdoran]\n",
      to: "parties/valdora.yaml")
    await stack.end(.ingest, with: SIGTERM)
    try await stack.start(.ingest)
  }

  private func claims(_ stack: Stack) async throws -> [String: String] {
    let answer = try JSONSerialization.jsonObject(
      with: Data(try await stack.reckon("claims", "--json").output.utf8))
    let records = (answer as? [String: Any])?["claims"] as? [[String: Any]] ?? []
    var found: [String: String] = [:]
    for record in records {
      guard let claim = record["claim"] as? [String: Any], let id = claim["id"] as? String,
        let evidence = claim["evidence"] as? [String: Any]
      else { continue }
      found[id] = evidence["numberText"] as? String ?? ""
    }
    return found
  }

  @Test func ofClaimsIsKeptAndSaid() async throws {
    let stack = try await Stack([.ingest: ["--lexicon-extra", words.root]])
    let file = try stack.folder.write(Self.report, to: "a.txt")
    _ = try await stack.reckon("ingest", file)
    let before = try await claims(stack)
    #expect(Set(before.values) == ["at least 41", "11"])
    for claim in before.keys {
      let decided = try await stack.reckon(
        "review", "accept", claim, "--reason", "read it", "--reviewer", "Ann")
      #expect(decided.status == 0, "\(decided.errors)")
    }
    try await changeWords(stack)

    let dry = try await stack.reckon("reextract", "--all", "--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    let lines = dry.output.split(separator: "\n")
    #expect(
      lines.count { $0.hasPrefix("- ") && $0.contains("(kept: a reviewer accepted it)") } == 2,
      "\(dry.output)")
    #expect(lines.count { $0.hasPrefix("+ ") && $0.contains("needs review again") } == 1)
    #expect(
      dry.output.contains(
        "0 added, 1 gone, 1 changed, 0 unchanged; 2 kept by a reviewer's decision; 1 needs review again"
      ))
    let done = try await stack.reckon("reextract", "--all", "--yes")
    #expect(done.status == 0, "\(done.errors)")
    let after = try await claims(stack)
    #expect(after.count == 3)
    #expect(Set(before.keys).isSubset(of: after.keys))
    // Whoever submits it again does not undo it either.
    _ = try await stack.reckon("ingest", file, "--outlet", "Another")
    #expect(try await claims(stack) == after)
    #expect(try await stack.reckon("ledger", "verify").status == 0)
  }

  /// The claim that the new words read otherwise was corrected, the one that they do not know was rejected.
  @Test func ofCorrectedClaimsIsKeptAndRejectedOnesStayRejected() async throws {
    let stack = try await Stack([.ingest: ["--lexicon-extra", words.root]])
    let file = try stack.folder.write(Self.report, to: "a.txt")
    _ = try await stack.reckon("ingest", file)
    let before = try await claims(stack)
    let corrected = try #require(before.first { $0.value == "at least 41" }?.key)
    let rejected = try #require(before.first { $0.value == "11" }?.key)
    let correction = try await stack.reckon(
      "review", "correct", corrected, "--set", "quantity.low=43", "--reason", "read it",
      "--reviewer", "Ann")
    #expect(correction.status == 0, "\(correction.errors)")
    _ = try await stack.reckon(
      "review", "reject", rejected, "--reason", "read it", "--reviewer", "Ann")
    try await changeWords(stack)
    let done = try await stack.reckon("reextract", "--all", "--yes")
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.output.contains("kept: a reviewer corrected it") || done.output.contains("1 kept"))
    let after = try await claims(stack)
    #expect(after.count == 2)
    #expect(after[corrected] != nil && after[rejected] == nil)
    let shown = try await stack.reckon("show", corrected)
    #expect(shown.output.contains("43"), "\(shown.output)")

    // The words come back, and with them the claim, as it was decided.
    _ = try words.write(
      "# word\tmeasure\trole\ngiven to the river\tkilled\tparticiple\n",
      to: "languages/en/measures.tsv")
    await stack.end(.ingest, with: SIGTERM)
    try await stack.start(.ingest)
    #expect(try await stack.reckon("reextract", "--all", "--yes").status == 0)
    #expect(try await claims(stack)[rejected] != nil)
    #expect(try await stack.reckon("show", rejected).output.contains("rejected"))
    #expect(try await stack.reckon("ledger", "verify").status == 0)
  }

  @Test func ofWithdrawalIsKeptAndSaid() async throws {
    let stack = try await Stack([.ingest: ["--lexicon-extra", words.root]])
    let file = try stack.folder.write(Self.report, to: "a.txt")
    _ = try await stack.reckon("ingest", file)
    let document = DocumentID(original: Array(Self.report.utf8))
    let sealed = try await stack.reckon(
      "withdraw", "seal", document.description, "--reason", "asked for")
    #expect(sealed.status == 0, "\(sealed.errors)")
    try await changeWords(stack)
    let all = try await stack.reckon("reextract", "--all", "--yes")
    #expect(all.status == 0, "\(all.errors)")
    #expect(all.output.contains("0 documents read"))
    let accesses = try await stack.reckon("ledger", "accesses")
    let named = try await stack.reckon("reextract", document.description, "--yes")
    #expect(try await stack.reckon("ledger", "accesses").output == accesses.output)
    #expect(named.status == 3)
    #expect(named.output.contains("its words were withdrawn"))
    #expect(try await claims(stack).count == 2)
  }
}
