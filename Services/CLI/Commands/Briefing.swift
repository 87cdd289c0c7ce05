import ArgumentParser
import Ledger
import Messages
import RPC
import Wording

struct BriefingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "briefing",
    abstract: "Write a document on a war for readers without the tool.",
    discussion: """
      The figures by who counts with charts of their intervals, what each includes, where they do not go together
      and what may explain that, how sources report, and every number footnoted to its sentence. With --since, what
      was stated on that day or later stands by itself once more.

      Example: reckon briefing --conflict russia-ukraine --as-of 2026-02-01 --format html > briefing.html
      """)

  @OptionGroup var question: QuestionOptions
  @Option(
    help: ArgumentHelp("List by itself what was stated on this day or later.", valueName: "date"))
  var since: String?
  @Option(help: "md or html.") var format: BriefingFormat = .md
  @OptionGroup var point: PointOption
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard question.conflict != nil else {
      throw ValidationError("Name the war: --conflict, such as russia-ukraine.")
    }
  }

  func run() async throws {
    let (question, at) = (try question.question(), try point.point())
    let since = try Typed.date(since, "--since")
    let sources = try await connection.withGateway {
      try await BriefingSources($0, question, at: at)
    }
    let missing = sources.statuses.compactMap(Words.missing)
    // A document goes to people who cannot see what is missing from it.
    guard missing.isEmpty else {
      throw LedgerError(
        .unavailable, subject: "briefing", missing.joined(separator: "; "),
        hint: "write it again when all services answer; `reckon status` shows them")
    }
    let briefing = Briefing(sources, question, since: since)
    switch format {
    case .md: print(BriefingMarkdown.text(briefing.blocks, notes: briefing.notes), terminator: "")
    case .html:
      print(
        BriefingHTML.text(briefing.title, briefing.blocks, notes: briefing.notes), terminator: "")
    }
  }
}

enum BriefingFormat: String, ExpressibleByArgument, CaseIterable {
  case md, html
}
