import Extraction
import Foundation
import Ledger
package import Logging
import PDFText
import RPC
package import Runtime
package import ServiceLifecycle

/// The ingest service, from its configuration to the parts that run.
package enum Ingest {
  package static let settings =
    ServerSettings.settings(port: 7401) + PeerSettings.settings("storage", port: 7402) + [
      Setting(
        "spool.path", default: "data/ingest",
        "directory for reports that are accepted and not yet recorded"),
      Setting("spool.reports", default: "10000", "reports that may wait at once"),
      Setting("spool.bytes", default: "\(4 << 30)", "bytes of reports that may wait at once"),
      Setting(
        "lexicon.path", default: "",
        "directory of the lexicon; empty: share/reckoner/lexicon beside the folder of the program"),
      Setting("lexicon.extra", default: "", "further lexicon directories, separated by colons"),
      Setting("extraction.workers", default: "2", "texts read at once"),
      Setting(
        "pdftotext.path", default: "pdftotext",
        "poppler's pdftotext, which PDFs are read with: its path, or its name in a folder of PATH"),
      Setting("pdftotext.seconds", default: "60", "seconds that it may take for one PDF"),
      Setting("pdftotext.memory", default: "\(1 << 30)", "bytes of memory that it may address"),
      Setting(
        "pdftotext.output", default: "\(256 << 20)",
        "bytes that it may write of one PDF, some twenty for each byte of its text"),
      Setting(
        "pdftotext.processes", default: "2",
        "how many may read one PDF at the same time, each some of its pages"),
      Setting("limits.report-size", default: "\(32 << 20)", "bytes of one report or passage"),
      Setting(
        "limits.unfinished-bytes", default: "\(256 << 20)",
        "bytes of reports and passages at once that are not wholly here yet"),
      Setting(
        "limits.tokens-per-report", default: "1000000",
        "words, numbers and marks of one report; reading stops there and says so"),
      Setting(
        "limits.claims-per-report", default: "50000",
        "claims of one report; reading stops there and says so"),
    ]

  package static func build(_ configuration: ServiceConfiguration, _ logger: Logger) async throws
    -> [any Service]
  {
    let server = try ServerSettings(configuration)
    let storage = try PeerSettings.peer("storage", configuration)
    let lexicon = try Lexicon(directories: lexiconDirectories(configuration))
    let workers = try configuration.count("extraction.workers", in: 1...64)
    let reader = ReportReader(
      lexicon: lexicon,
      limits: ExtractionLimits(
        claims: try configuration.count("limits.claims-per-report", in: 1...10_000_000),
        tokens: try configuration.count("limits.tokens-per-report", in: 1...100_000_000)),
      pdf: PDFToText(
        path: configuration.text("pdftotext.path"),
        seconds: try configuration.count("pdftotext.seconds", in: 1...3600),
        memory: try configuration.count("pdftotext.memory", in: 64 << 20...1 << 40),
        output: try configuration.count("pdftotext.output", in: 1 << 20...1 << 32),
        processes: try configuration.count("pdftotext.processes", in: 1...16)),
      workers: workers)
    let spool = try Spool(
      directory: try configuration.path("spool.path"),
      limits: Spool.Limits(
        reports: try configuration.count("spool.reports", in: 1...10_000_000),
        bytes: try configuration.count("spool.bytes", in: 1...Int.max)))
    let board = IntakeBoard()
    let limits = IntakeLimits(
      reportSize: try configuration.count("limits.report-size", in: 1...1 << 30),
      unfinished: ByteBudget(
        "limits.unfinished-bytes",
        bytes: try configuration.count("limits.unfinished-bytes", in: 1 << 20...Int.max)))
    let delivery = Delivery(storage: storage, logger: logger)
    let rereading = Rereading(
      documents: LedgerDocuments(storage: storage, delivery: delivery, limits: limits),
      delivery: delivery, reader: reader, workers: workers)
    let service = IngestService(
      spool: spool, board: board, reader: reader, limits: limits, rereading: rereading)
    let grpc = Server(
      service: "reckoner.v1.IngestService", address: server.address, limits: server.limits,
      logger: logger, routes: service.register)
    let intake = Intake(
      spool: spool, board: board, reader: reader, delivery: delivery, logger: logger,
      workers: workers)
    let task = ServerTask(grpc, readyFile: server.readyFile, logger: logger) { _ in
      // It can take reports in whether or not storage is there.
      grpc.health.set(serving: true)
    }
    return [PeerTask(storage), intake, task]
  }

  private static func lexiconDirectories(_ configuration: ServiceConfiguration) -> [String] {
    var path = configuration.text("lexicon.path")
    if path.isEmpty {
      let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      path =
        program.deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("share/reckoner/lexicon").path
    }
    let extra = configuration.text("lexicon.extra").split(separator: ":").map(String.init)
    return [path] + extra
  }
}
