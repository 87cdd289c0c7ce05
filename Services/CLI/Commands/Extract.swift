import ArgumentParser
import Foundation
import Ledger
import Messages
import RPC

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Show what texts claim, without storing anything.",
    discussion: """
      With --jsonl, each input line is a passage, {"id", "published", "text"}, and each output line
      what it claims, {"id", "claims"}, in the exchange format of annotated corpora, in the same order,
      as they come.

      With --explain, a tree for each claim: its fields, each with the rule that decided it (behind the dot),
      the words that it rests on, and the entries of the lexicon that they are. Then the numbers that became
      no claim, each with the reason.

      Example: reckon extract --jsonl passages.jsonl > claims.jsonl
      Example: reckon extract --explain report.txt
      """)

  @Argument(
    help:
      "Files of any format of Docs/formats.md, or with --jsonl of passages; - for standard input.")
  var files: [String]
  @Flag(help: "Read passages and write claims as JSON Lines, in the exchange format.")
  var jsonl = false
  @Flag(help: "Show why each claim says what it says, and why other numbers became none.")
  var explain = false
  @Option(help: ArgumentHelp("When the texts were published: YYYY-MM-DD.", valueName: "date"))
  var published: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard !(jsonl && explain) else {
      throw ValidationError("--jsonl has no place for explanations; use --explain with --json")
    }
  }

  func run() async throws {
    let date = try Typed.date(published, "--published")
    let (files, json, explain) = (files, output.json, explain)
    if jsonl {
      try await connection.withGateway(endless: true) { gateway in
        try await PassageExchange(gateway: gateway).run(files) {
          try ExchangeLine.write($0)
        }
      }
      return
    }
    for file in files {
      let input: InputFile
      do {
        input = try InputFile(file)
      } catch {
        var error = error
        error.subject = file
        throw error
      }
      let answers = try await connection.withGateway(endless: true) { gateway in
        try await gateway.exchange(GatewayAPI.extract) { out in
          try await Passages.send(
            PassageHeader(id: file, published: date, explain: explain), to: out, next: input.next)
        } _: { answers in
          var all: [PassageClaims] = []
          for try await answer in answers { all.append(answer.passage) }
          return all
        }
      }
      if let error = answers.compactMap(\.error).first { throw error }
      if json {
        for answer in answers { Swift.print(try answer.json()) }
      } else {
        Self.print(file, answers, explain: explain)
      }
    }
  }

  private static func print(_ file: String, _ answers: [PassageClaims], explain: Bool) {
    let claims = answers.flatMap(\.claims)
    if explain {
      let explanations = answers.flatMap(\.explanations)
      if explanations.isEmpty, !claims.isEmpty {
        Terminal.complain("the services explain nothing: they are of an older version")
      }
      ExplanationPage.print(claims, explanations, answers.flatMap(\.passedOver))
    } else {
      ClaimTable.print(claims)
    }
    Swift.print(Terminal.safe("\(file): \(claims.count) claims, nothing stored"))
    for warning in answers.flatMap(\.warnings) {
      Swift.print(Terminal.safe("  warning: \(warning)"))
    }
  }
}

/// One passage as the parts in which it travels.
enum Passages {
  /// - Parameter next: the next part of its content, nil at the end.
  static func send(
    _ header: PassageHeader, to out: Outgoing<ExtractRequest>, next: () throws -> [UInt8]?
  ) async throws {
    try await out.send(ExtractRequest(passage: .header(header)))
    while let part = try next() { try await out.send(ExtractRequest(passage: .content(part))) }
    try await out.send(ExtractRequest(passage: .end(true)))
  }
}

/// A passage without annotation, as `extract --jsonl` takes it.
private struct PlainPassage: ExchangedPassage {
  var id: String
  var published: CivilDate?
  var text: String
  static let form = #"each line is {"id": "…", "published": "YYYY-MM-DD" or null, "text": "…"}"#

  private enum CodingKeys: String, CodingKey { case id, published, text }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    text = try container.decode(String.self, forKey: .text)
    published = try container.decodeIfPresent(String.self, forKey: .published)
      .flatMap { CivilDate($0) }
  }
}

/// What `extract --jsonl` writes for a passage.
private struct ExchangeLine: Encodable {
  var id: String
  var claims: [ExchangeClaim]

  static func write(_ answered: PassageExchange.Answered<PlainPassage>) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Self(id: answered.passage.id, claims: answered.claims.map(\.exchange))
    FileHandle.standardOutput.write(try encoder.encode(line) + Data("\n".utf8))
  }
}
