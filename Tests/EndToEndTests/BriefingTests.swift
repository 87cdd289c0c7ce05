import Foundation
import Support
import Testing

/// A document for readers without the tool, and what changed in how sources report, on the built programs.
@Suite struct BriefingTests {
  private func stack() async throws -> Stack {
    let stack = try await Stack()
    for (name, day, text) in [
      (
        "study.txt", "2026-01-28",
        """
        A study of losses

        The Center for Strategic and International Studies (CSIS) estimates that between 100,000 and 140,000 Ukrainian \
        soldiers have been killed since Russia's invasion of Ukraine in February 2022. <b>A note</b> | of *ours*.
        """
      ),
      (
        "toll.txt", "2026-02-04",
        """
        A president gives a number

        President Volodymyr Zelensky said on February 4, 2026 that 55,000 Ukrainian soldiers have been killed since \
        Russia's invasion of Ukraine in February 2022.
        """
      ),
    ] {
      let file = try stack.folder.write(text, to: name)
      let taken = try await stack.reckon("ingest", file, "--published", day)
      #expect(taken.status == 0, "\(taken.errors)")
    }
    return stack
  }

  @Test func everyNumberHasItsSentence() async throws {
    let stack = try await stack()
    let page = try await stack.reckon(
      "briefing", "--conflict", "russia-ukraine", "--as-of", "2026-02-05", "--since", "2026-02-01")
    #expect(page.status == 0, "\(page.errors)")
    for words in [
      "# Russia's war against Ukraine: what is stated about its human cost",
      "## Ukraine, military: killed",
      "100,000–140,000[^", "55,000[^", "data:image/svg+xml;base64,",
      "Where figures do not go together", "Perhaps: ", "Stated since 2026-02-01", "Who counts",
      "To be cited as compare@",
    ] {
      #expect(page.output.contains(words), "\(words) in \(page.output)")
    }
    // Every footnote that is referred to is there, and nothing in a text is markup.
    let lines = page.output.split(separator: "\n")
    let noted = Set(
      page.output.matches(of: #/\[\^(\d+)\]/#).map { String($0.output.1) })
    let written = Set(
      lines.compactMap { $0.firstMatch(of: #/^\[\^(\d+)\]: /#).map { String($0.output.1) } })
    #expect(!noted.isEmpty && noted == written)
    #expect(!page.output.contains("<b>"))
    let missing = try await stack.reckon("briefing")
    #expect(missing.status == 64)
  }

  @Test func aPageLoadsAndRunsNothing() async throws {
    let stack = try await stack()
    let page = try await stack.reckon(
      "briefing", "--conflict", "russia-ukraine", "--format", "html")
    #expect(page.status == 0, "\(page.errors)")
    #expect(page.output.contains("<svg"))
    #expect(page.output.contains("default-src 'none'"))
    #expect(!page.output.contains("<b>A note") && !page.output.contains("<script"))
    #expect(page.output.contains("id=\"note-1\"") && page.output.contains("href=\"#note-1\""))
  }

  @Test func aDocumentWithAPartMissingIsNotWritten() async throws {
    let stack = try await stack()
    _ = await stack.end(.analytics, with: SIGKILL)
    let page = try await stack.reckon("briefing", "--conflict", "russia-ukraine")
    #expect(page.status == 69)
    #expect(page.output.isEmpty)
  }

  @Test func aSourceThatWentQuietIsNamed() async throws {
    let stack = try await Stack()
    for day in 1...12 {
      let file = try stack.folder.write(
        "Mediazona has confirmed the names of \(10_000 + 37 * day) Russian soldiers killed in Ukraine as of \(day) March 2025.\n",
        to: "day-\(day).txt")
      let date = "2025-03-\(day < 10 ? "0" : "")\(day)"
      let taken = try await stack.reckon(
        "ingest", file, "--published", date, "--outlet", "Courier")
      #expect(taken.status == 0, "\(taken.errors)")
    }
    let late = try stack.folder.write(
      "CSIS estimates that up to 300,000 Russian soldiers have been killed in Ukraine.\n",
      to: "late.txt")
    _ = try await stack.reckon("ingest", late, "--published", "2025-06-01", "--outlet", "Gazette")
    let shown = try await stack.reckon("coverage", "--conflict", "russia-ukraine")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("2025-03-13  went quiet"), "\(shown.output)")
    #expect(shown.output.contains("No figure of Mediazona since 2025-03-12, 81 days before"))
    #expect(shown.output.contains("newest report 2025-06-01"))
  }
}
