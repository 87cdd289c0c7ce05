import Foundation
import Support
import Testing

/// A draft beside the ledger, on the built programs.
@Suite struct DraftTests {
  private static let draft = """
    # What is known so far

    Between 100,000 and 140,000 Ukrainian soldiers have been killed, the Center for Strategic and International Studies \
    (CSIS) estimates.

    CSIS says that 140,000 Ukrainian soldiers have been killed. <script>alert(1)</script>

    A local official said that 73 villagers were killed in an attack by rebels in eastern Congo on 3 March 2024.
    """

  private func stack() async throws -> Stack {
    let stack = try await Stack()
    let study = try stack.folder.write(
      """
      A study of losses

      The Center for Strategic and International Studies (CSIS) estimates that between 100,000 and 140,000 Ukrainian \
      soldiers have been killed since Russia's invasion of Ukraine in February 2022.
      """, to: "study.txt")
    let taken = try await stack.reckon("ingest", study, "--published", "2026-01-28")
    #expect(taken.status == 0, "\(taken.errors)")
    return stack
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func eachFigureSaysHowItStands() async throws {
    let stack = try await stack()
    let draft = try stack.folder.write(Self.draft, to: "draft.md")
    let before = try await stack.reckon("claims", "--json").output
    let shown = try await stack.reckon("check", draft, "--published", "2026-02-01")
    #expect(shown.status == 0, "\(shown.errors)")
    for words in [
      "PROBLEM", "bound dropped", "SUPPORT", "Supported by 1 independent origin: CSIS",
      "NOTE", "The ledger holds nothing", "3 figures: 1 with problems, 1 with notes, 1 supported",
      "dates read from 2026-02-01, nothing stored",
    ] {
      #expect(shown.output.contains(words), "\(words) in \(shown.output)")
    }
    // What needs attention stands first, and nothing of the draft is in the ledger.
    #expect(shown.output.hasPrefix("PROBLEM"))
    #expect(try await stack.reckon("claims", "--json").output == before)
    let whole = try json(
      try await stack.reckon("check", draft, "--published", "2026-02-01", "--format", "json").output
    )
    let figures = try #require((whole["draft"] as? [String: Any])?["figures"] as? [[String: Any]])
    #expect(figures.count == 3)
    let named = figures.flatMap { ($0["remarks"] as? [[String: Any]]) ?? [] }
      .flatMap { ($0["claims"] as? [String]) ?? [] }
    let evidence = try #require(whole["evidence"] as? [[String: Any]]).compactMap {
      ($0["claim"] as? [String: Any])?["id"] as? String
    }
    #expect(!named.isEmpty && Set(named) == Set(evidence), "each claim comes with its sentence")
  }

  @Test func theStatusTellsScripts() async throws {
    let stack = try await stack()
    let bad = try stack.folder.write(Self.draft, to: "bad.md")
    let good = try stack.folder.write(
      "Between 100,000 and 140,000 Ukrainian soldiers have been killed, CSIS estimates.\n",
      to: "good.md")
    #expect(try await stack.reckon("check", bad).status == 0)
    #expect(try await stack.reckon("check", bad, "--fail-on", "problem").status == 1)
    #expect(try await stack.reckon("check", good, "--fail-on", "warning").status == 0)
    #expect(try await stack.reckon("check", good, bad, "--fail-on", "note").status == 1)
    let wrong = try await stack.reckon("check", good, "--fail-on", "everything")
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("support, note, warning, problem"))
    #expect(try await stack.reckon("check", stack.folder.path("none.md")).status == 66)
  }

  @Test func aPageShowsTheDraftAndNothingOfItRuns() async throws {
    let stack = try await stack()
    let draft = try stack.folder.write(Self.draft, to: "draft.md")
    let page = try await stack.reckon("check", draft, "--format", "html").output
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!page.contains("<script"))
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("<mark class=\"problem\">140,000<sup>2</sup></mark>"), "\(page)")
    #expect(page.contains("bound dropped"))
  }

  @Test func annotationsPointAtTheirNumbers() async throws {
    let stack = try await stack()
    let text = "Сводка. 😀 CSIS says that 140,000 Ukrainian soldiers have been killed.\n"
    let draft = try stack.folder.write(text, to: "draft.txt")
    let page = try json(try await stack.reckon("check", draft, "--format", "annotations").output)
    #expect(page["type"] as? String == "AnnotationPage")
    let items = try #require(page["items"] as? [[String: Any]])
    let target = try #require(items.first?["target"] as? [String: Any])
    let selectors = try #require(target["selector"] as? [[String: Any]])
    let start = try #require(selectors[0]["start"] as? Int)
    let end = try #require(selectors[0]["end"] as? Int)
    let scalars = Array(text.unicodeScalars)[start..<end]
    #expect(String(String.UnicodeScalarView(scalars)) == "140,000")
    #expect(selectors[1]["exact"] as? String == "140,000")
  }

  @Test func withoutStorageTheSentencesAreMissing() async throws {
    let stack = try await stack()
    let draft = try stack.folder.write(Self.draft, to: "draft.md")
    _ = await stack.end(.storage, with: SIGKILL)
    let partial = try await stack.reckon("check", draft)
    #expect(partial.status == 3, "\(partial.errors)")
    #expect(partial.errors.contains("sentences"), "\(partial.errors)")
    #expect(partial.output.contains("bound dropped"), "\(partial.output)")
    #expect(partial.output.contains("(its sentence is missing)"))
  }

  @Test func whatIsMissingIsSaid() async throws {
    let stack = try await stack()
    let draft = try stack.folder.write(Self.draft, to: "draft.md")
    _ = await stack.end(.analytics, with: SIGKILL)
    let partial = try await stack.reckon("check", draft)
    #expect(partial.status == 3)
    #expect(partial.errors.contains("remarks"), "\(partial.errors)")
    #expect(partial.output.contains("140,000"))
    _ = await stack.end(.ingest, with: SIGKILL)
    let none = try await stack.reckon("check", draft)
    #expect(none.status == 69)
    #expect(none.errors.contains("ingest"), "\(none.errors)")
  }

  @Test func anAnswerIsExplainedDownToItsSentences() async throws {
    let stack = try await stack()
    let answer = try json(
      try await stack.reckon("compare", "--conflict", "russia-ukraine", "--json").output)
    let id = try #require((answer["status"] as? [String: Any])?["answer"] as? String)
    #expect(id.hasPrefix("compare@"))
    let explained = try await stack.reckon("explain", id)
    #expect(explained.status == 0, "\(explained.errors)")
    for words in [
      "counting system  CSIS", "100,000–140,000", "= as stated", "[100,000 and 140,000]", id,
    ] {
      #expect(
        explained.output.contains(words)
          || explained.output.contains("between \(words.dropFirst())"),
        "\(words) in \(explained.output)")
    }
    // What comes later changes nothing of it.
    let later = try stack.folder.write(
      "Mediazona has counted 9,100 Ukrainian soldiers killed in Russia's invasion of Ukraine.\n",
      to: "later.txt")
    #expect(try await stack.reckon("ingest", later, "--published", "2026-02-03").status == 0)
    #expect(try await stack.reckon("explain", id).output == explained.output)
    let wrong = try await stack.reckon("explain", "compare@1-00000000")
    #expect(wrong.status == 66)
    #expect(try await stack.reckon("explain", "nonsense").status == 65)
    for command in ["series", "origins", "findings", "derivations"] {
      let other = try json(try await stack.reckon(command, "--json").output)
      let id = try #require((other["status"] as? [String: Any])?["answer"] as? String)
      let again = try await stack.reckon("explain", id)
      #expect(again.status == 0, "\(command): \(again.errors)")
    }
  }
}
