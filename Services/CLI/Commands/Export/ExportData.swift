import ArgumentParser
import Exports
import Foundation
import Ledger
import RPC
import Wording

extension ExportFormat: ExpressibleByArgument {}

struct ExportDataCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Write claims, series, incidents or findings in a format that others read.",
    discussion: """
      The name can be left out: reckon export --format csv is reckon export data --format csv.

      All of an export is of one revision. A file appears whole or not at all, and never in place of another;
      where a service is missing, there is no file. Beside FILE stands FILE-metadata.json, with the revision,
      the question, the program's version, the outlets that are quoted, and what is known of the rights.
      Without filters: everything.

      sdmx-csv, incidents and claimreview take --conflict, --party, --measure, --population and --as-of.

      Docs/exports.md has the columns of each format.

      Example: reckon export --format csv --conflict russia-ukraine --to claims.csv
      Example: reckon export --format jsonl --at 2026-01-01 | gzip > claims.jsonl.gz
      """)

  @Option(help: "csv, jsonl, corpus, sdmx-csv, incidents or claimreview.")
  var format: ExportFormat
  @Option(
    help: ArgumentHelp(
      "The file to write; it must not be there yet. Standard output without it.", valueName: "file")
  )
  var to: String?
  @Option(
    help: ArgumentHelp(
      "Where to write what the export is of: FILE-metadata.json with --to, else nowhere.",
      valueName: "file"))
  var metadata: String?
  @Option(
    help: ArgumentHelp(
      "The licence that you give the export under, for its metadata. It covers nothing that is quoted.",
      valueName: "text"))
  var licence = ""
  @Option(
    name: .customLong("operator"),
    help: ArgumentHelp("For claimreview: who publishes the reviews.", valueName: "name"))
  var publisher: String?
  @Option(
    help: ArgumentHelp(
      "For claimreview: the address of the page on which they are published.", valueName: "url"))
  var operatorUrl: String?
  @Option(help: "Words of the sentence; reckon search --help says what may be typed.")
  var words: String?
  @Option(
    help: ArgumentHelp(
      "The date that figures speak about: later figures are left out.", valueName: "date"))
  var asOf: String?
  @OptionGroup var filter: FilterOptions
  @OptionGroup var point: PointOption
  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    guard to != "", metadata != "" else { throw ValidationError("A file needs a name.") }
    guard metadata == nil || metadata != to else {
      throw ValidationError("--to and --metadata name the same file.")
    }
  }

  func run() async throws {
    let request = try request()
    let file = to == "-" ? nil : to
    let described = metadata ?? file.map { $0 + "-metadata.json" }
    // Before anything is asked: what cannot be written need not be fetched.
    let output = try ExportOutput(file)
    let beside = try described.map { (path) throws(LedgerError) in try ExportOutput(path) }
    let timeout = Duration.seconds(connection.timeout)
    let description = try await connection.withGateway(endless: true) { gateway in
      try await ExportWork(gateway: gateway, timeout: timeout, request: request, output: output)
        .run()
    }
    try output.finish()
    let name = file.map { URL(fileURLWithPath: $0).lastPathComponent } ?? ""
    try beside?.write(description.json(file: name))
    try beside?.finish()
    try beside?.keep()
    do {
      try output.keep()
    } catch {
      beside?.drop()
      throw error
    }
    let rows = Quantity.grouped(Double(description.rows))
    let basis = Words.basis(description.revision, version: description.version)
    Terminal.say("\(file ?? "standard output"): \(rows) rows, \(basis)")
    for (reason, count) in description.leftOut.sorted(by: { $0.key < $1.key }) {
      Terminal.say("left out: \(Quantity.grouped(Double(count))) \(reason)")
    }
  }

  private func request() throws(LedgerError) -> ExportRequest {
    var filter = try filter.filter()
    filter.words = words
    let asOf = try Typed.date(asOf, "--as-of")
    if let asOf {
      guard filter.until == nil || !format.isOfClaims else {
        throw LedgerError(
          .malformed, subject: "--as-of", "--until is given too, and means the same of claims",
          hint: "give one of them")
      }
      if format.isOfClaims { filter.until = asOf }
    }
    let question = Question(
      conflict: filter.conflict, party: filter.party, measure: filter.measure,
      population: filter.population, asOf: asOf)
    if !format.isOfClaims {
      var rest = filter
      (rest.conflict, rest.party, rest.measure, rest.population) = (nil, nil, nil, nil)
      guard rest == ClaimFilter() else {
        throw LedgerError(
          .malformed, subject: "--format \(format.rawValue)",
          "it can be asked for by conflict, party, measure, population and as-of date only",
          hint: "leave the other filters out, or export claims: --format csv")
      }
    }
    if format == .incidents {
      guard filter.measure == nil || filter.measure == "killed" else {
        throw LedgerError(
          .malformed, subject: "--measure", "the columns of event data count deaths only",
          hint: "leave it out, or export claims: --format csv --kind incident")
      }
    }
    return ExportRequest(
      format: format, filter: filter, question: question, at: try point.point(), typed: typed,
      licence: licence, publisher: try reviewOperator())
  }

  /// Nil for formats that nobody stands for by name.
  private func reviewOperator() throws(LedgerError) -> ReviewOperator? {
    guard format == .claimReview else {
      guard publisher == nil, operatorUrl == nil else {
        throw LedgerError(
          .malformed, subject: "--operator", "it belongs to --format claimreview only",
          hint: "leave it out")
      }
      return nil
    }
    return try ReviewOperator(name: publisher ?? "", url: operatorUrl ?? "")
  }

  /// The options that say what is asked, as they were typed.
  private var typed: [(name: String, value: String)] {
    let options: [(String, String?)] = [
      ("conflict", filter.conflict), ("party", filter.party), ("measure", filter.measure),
      ("population", filter.population), ("place", filter.place), ("claimant", filter.claimant),
      ("outlet", filter.outlet), ("since", filter.since), ("until", filter.until),
      ("language", filter.language), ("kind", filter.kind), ("polarity", filter.polarity),
      ("review", filter.review), ("words", words), ("as-of", asOf), ("at", point.at),
    ]
    return options.compactMap { name, value in value.map { (name, $0) } }
  }
}

extension ExportFormat {
  /// It is made of claims, and not of what analytics makes of them.
  fileprivate var isOfClaims: Bool {
    switch self {
    case .csv, .jsonl, .corpus: true
    case .sdmxCSV, .incidents, .claimReview: false
    }
  }
}
