import ArgumentParser
import Foundation
import Ledger
import Messages
import RPC

struct SourcesImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take a table of dated figures into the ledger as claims.",
    discussion: """
      The table is CSV, TSV or JSON (one list of objects). The mapping, in YAML, says which columns hold
      figures, what they count, and whose count it is. A table comes in whole or not at all; the same table
      again with the same mapping adds nothing, with another mapping is read anew by that one.

      Example: reckon sources import daily.csv --mapping daily.yaml --dry-run
      Example: reckon sources import daily.csv --mapping daily.yaml --outlet "The Example"
      """)

  @Argument(help: "A file of CSV, TSV or JSON; - for standard input.") var table: String
  @Option(
    help: ArgumentHelp("How its rows are to be read as claims, in YAML.", valueName: "file"))
  var mapping: String
  @Option(help: ArgumentHelp("When it was published: YYYY-MM-DD.", valueName: "date"))
  var published: String?
  @Option(help: "Who published it.") var outlet: String?
  @Option(help: "Its address on the web.") var url: String?
  @Flag(help: "Store nothing: show the first claims, and how many there are.") var dryRun = false
  @Option(help: "With --dry-run, show at most so many claims.") var limit = 20
  @Flag(help: "Stop at the receipt: the table is safe, and will be read.") var noWait = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    guard table != "-" || mapping != "-" else {
      throw ValidationError("only one of the table and the mapping can come from standard input")
    }
  }

  func run() async throws {
    let date = try Typed.date(published, "--published")
    let text = try mappingText()
    do {
      if dryRun { try await show(text, date) } else { try await take(text, date) }
    } catch var error as LedgerError {
      error.subject = place(error.subject)
      throw error
    }
  }

  private func take(_ text: String, _ date: CivilDate?) async throws {
    let header = ReportHeader(
      outlet: outlet ?? "", url: url ?? "", published: date, mapping: text)
    let (table, noWait, json) = (table, noWait, output.json)
    let status = try await connection.withGateway(endless: true) { gateway in
      Terminal.progress(table)
      return try await Submission(gateway: gateway, file: table, header: header)
        .take(wait: !noWait, json: json)
    }
    if status != 0 { throw ExitCode(status) }
  }

  private func show(_ text: String, _ date: CivilDate?) async throws {
    let input = try InputFile(table)
    let header = PassageHeader(id: table, published: date, mapping: text)
    let answers = try await connection.withGateway(endless: true) { gateway in
      try await gateway.exchange(GatewayAPI.extract) { out in
        try await Passages.send(header, to: out, next: input.next)
      } _: { answers in
        var all: [PassageClaims] = []
        for try await answer in answers { all.append(answer.passage) }
        return all
      }
    }
    if let error = answers.compactMap(\.error).first { throw error }
    let claims = answers.flatMap(\.claims)
    let first = Array(claims.prefix(limit))
    if output.json {
      Swift.print(try PassageClaims(id: table, claims: first, last: true).json())
    } else {
      ClaimTable.print(first)
      Swift.print(Terminal.safe("\(table): \(claims.count) claims, nothing stored"))
    }
  }

  /// What is wrong with the mapping is told by the mapping's name, all else by the table's.
  private func place(_ subject: String) -> String {
    if subject == "mapping" || subject.hasPrefix("mapping:") {
      return mapping + subject.dropFirst("mapping".count)
    }
    return subject.isEmpty ? table : "\(table): \(subject)"
  }

  /// More than any mapping needs is not read: the service says what it takes.
  private static let mostBytes = 1 << 20

  private func mappingText() throws -> String {
    var bytes: [UInt8] = []
    do {
      let input = try InputFile(mapping)
      while let part = try input.next() {
        bytes += part
        guard bytes.count <= Self.mostBytes else {
          throw LedgerError(
            .tooLarge, subject: "mapping", "more than \(Self.mostBytes) bytes",
            hint: "a mapping names columns and what their cells mean, and holds no data")
        }
      }
    } catch {
      var error = LedgerError(error, doing: mapping)
      error.subject = mapping
      throw error
    }
    guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else {
      throw LedgerError(
        .malformed, subject: mapping, bytes.isEmpty ? "it is empty" : "it is not UTF-8",
        hint: "a mapping is YAML in UTF-8")
    }
    return text
  }
}
