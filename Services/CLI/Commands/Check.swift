import ArgumentParser
import Foundation
import Ledger
import Messages
import RPC
import Wording

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Show how each figure of a draft stands to what the ledger holds. Nothing is stored.",
    discussion: """
      Verdicts: supported, differs, changed on the way, outside known range, stale, stated as fact, across
      definitions, not known. They say how a figure stands to which sources, and never that it is true or false.
      Levels: problem, warning, note, support. Docs/check.md describes each rule.

      Formats: text; json, the answer as it travels; html, a page by itself with the draft annotated in place;
      annotations, W3C web annotations with offsets in Unicode code points, for editors.

      Exit status 0, also where there are problems; with --fail-on LEVEL 1 where a figure reaches that level.

      Example: reckon check draft.md --published 2026-02-05 --fail-on problem
      Example: reckon check draft.md --format html > draft.html
      """)

  @Argument(
    help:
      "Files of any format of Docs/formats.md, such as text, web pages and feeds; - for standard input."
  )
  var files: [String]
  @Option(
    help: ArgumentHelp(
      "When it is to appear: YYYY-MM-DD. Relative dates are read from there; today where not given.",
      valueName: "date"))
  var published: String?
  @Option(help: "text, json, html or annotations.") var format: DraftFormat = .text
  @Option(
    help: ArgumentHelp(
      "End with status 1 where a figure stands at this level or a higher one: note, warning, problem.",
      valueName: "level"))
  var failOn: String?
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard !files.isEmpty else { throw ValidationError("Name a file, or - for standard input.") }
    guard files.count == 1 || format != .html else {
      throw ValidationError("--format html writes one page: name one file.")
    }
  }

  func run() async throws {
    let threshold: CheckRemark.Level? = try Typed.choice(failOn, "--fail-on")
    let today = CivilDate(
      dayNumber: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)))
    let date = try Typed.date(published, "--published") ?? today
    var worst = CheckRemark.Level.support
    var isWhole = true
    for file in files {
      let draft = try await checked(file, date)
      if let missing = Words.missing(draft.answer.status) { Terminal.complain(missing) }
      isWhole = isWhole && draft.answer.status.complete
      try format.print(draft)
      worst = max(worst, draft.answer.draft.figures.map(\.level).max() ?? .support)
    }
    if !isWhole { throw ExitCode(ExitStatus.partial) }
    if let threshold, worst >= threshold { throw ExitCode(ExitStatus.found) }
  }

  private func checked(_ file: String, _ date: CivilDate?) async throws -> Draft {
    do {
      let content = try Self.content(of: file)
      let answer = try await connection.withGateway(endless: true) { gateway in
        try await gateway.send(GatewayAPI.check) { out in
          try await out.send(
            CheckRequest(passage: .header(PassageHeader(id: file, published: date))))
          var start = 0
          while start < content.count {
            let end = min(content.count, start + TransportLimits.partSize)
            try await out.send(CheckRequest(passage: .content(Array(content[start..<end]))))
            start = end
          }
          try await out.send(CheckRequest(passage: .end(true)))
        }
      }
      return Draft(file: file, content: content, answer: answer)
    } catch var error as LedgerError {
      error.subject = error.subject.isEmpty ? file : "\(file): \(error.subject)"
      throw error
    }
  }

  /// All of a file: it is shown again with the answer.
  private static func content(of file: String) throws(LedgerError) -> [UInt8] {
    let input = try InputFile(file)
    var content: [UInt8] = []
    while let part = try input.next() {
      content += part
      guard content.count <= mostBytes else {
        throw LedgerError(
          .tooLarge, "no draft has more than \(mostBytes / 1_048_576) MiB",
          hint: "check it in parts")
      }
    }
    return content
  }

  private static let mostBytes = 16 * 1_048_576
}

/// A draft with what the ledger says to it.
struct Draft {
  let file: String
  let content: [UInt8]
  let answer: CheckResponse

  var records: [ClaimID: ClaimRecord] {
    Dictionary(answer.evidence.map { ($0.id, $0) }) { first, _ in first }
  }

  /// How many figures stand at each level, the one that needs most attention first.
  var counts: [(level: CheckRemark.Level, count: Int)] {
    CheckRemark.Level.allCases.reversed().map { level in
      (level, answer.draft.figures.count { $0.level == level })
    }
  }
}

enum DraftFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, html, annotations

  func print(_ draft: Draft) throws {
    switch self {
    case .text: DraftPage.print(draft)
    case .json: Swift.print(try draft.answer.json())
    case .html: Swift.print(DraftHTML(draft: draft).page, terminator: "")
    case .annotations: Swift.print(try DraftAnnotations(draft).json())
    }
  }
}
