import Ledger
import Messages
import RPC

/// Bounds on what ingest takes in.
struct IntakeLimits: Sendable {
  /// Bytes of one report or passage.
  var reportSize: Int

  func tooLarge(_ size: Int) -> LedgerError {
    LedgerError(
      .tooLarge, subject: "report",
      "\(size) bytes or more, over limits.report-size (\(reportSize))",
      hint: "split the report, or raise limits.report-size")
  }
}

/// Puts a submitted report together from its parts.
enum SubmissionAssembly {
  static func assemble(_ parts: Incoming<IngestServiceSubmitRequest>, _ limits: IntakeLimits)
    async throws -> (ReportHeader, [UInt8])
  {
    var header: ReportHeader?
    var content: [UInt8] = []
    for try await part in parts {
      switch (part.report, header) {
      case (.header(let first), nil):
        guard first.size <= limits.reportSize else { throw limits.tooLarge(first.size) }
        header = first
      case (.header, _?):
        throw LedgerError(.malformed, subject: "report", "a second header in one report")
      case (.content, nil):
        throw LedgerError(.malformed, subject: "report", "its header must come first")
      case (.content(let bytes), _?):
        content += bytes
        guard content.count <= limits.reportSize else { throw limits.tooLarge(content.count) }
      }
    }
    guard let header else { throw LedgerError(.malformed, subject: "report", "an empty stream") }
    guard header.size == 0 || header.size == content.count else {
      throw LedgerError(
        .malformed, subject: "report",
        "\(content.count) bytes came where \(header.size) were announced",
        hint: "submit it again")
    }
    guard !content.isEmpty else { throw LedgerError(.malformed, subject: "report", "empty") }
    return (header, content)
  }
}

/// Puts passages together from a stream of parts. A passage over the limit is an answer of its own kind, and does not
/// end the stream.
struct PassageAssembly {
  private let limits: IntakeLimits
  private var header: PassageHeader?
  private var content: [UInt8] = []
  private var size = 0

  init(limit: Int) { limits = IntakeLimits(reportSize: limit) }

  /// The passage, once it is whole.
  mutating func add(_ part: PassagePart) throws(LedgerError) -> (
    PassageHeader, Result<[UInt8], LedgerError>
  )? {
    switch (part, header) {
    case (.header(let first), nil):
      header = first
      content = []
      size = 0
    case (.header, _?):
      throw LedgerError(.malformed, subject: "passage", "a header before the end of the one before")
    case (_, nil):
      throw LedgerError(.malformed, subject: "passage", "its header must come first")
    case (.content(let bytes), _?):
      size += bytes.count
      if size <= limits.reportSize { content += bytes } else { content = [] }
    case (.end, let header?):
      self.header = nil
      return (
        header, size <= limits.reportSize ? .success(content) : .failure(limits.tooLarge(size))
      )
    }
    return nil
  }

  func finish() throws(LedgerError) {
    guard header == nil else {
      throw LedgerError(.malformed, subject: "passage", "the stream ended within it")
    }
  }
}
