import Ledger
import Messages
import RPC

/// Bounds on what ingest takes in.
struct IntakeLimits: Sendable {
  /// Bytes of one report or passage.
  var reportSize: Int
  /// Over all callers together.
  var unfinished: ByteBudget

  func tooLarge(_ size: Int) -> LedgerError {
    LedgerError(
      .tooLarge, subject: "report",
      "\(size) bytes or more, over limits.report-size (\(reportSize))",
      hint: "split the report, or raise limits.report-size")
  }
}

/// Puts a submitted report together from its parts.
enum SubmissionAssembly {
  /// - Parameter held: what it counts its bytes in; for as long as the caller holds the content.
  static func assemble(
    _ parts: Incoming<IngestServiceSubmitRequest>, _ limits: IntakeLimits,
    _ held: ByteBudget.Reservation
  ) async throws -> (ReportHeader, [UInt8]) {
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
        try held.add(bytes.count)
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
/// end the stream; one that goes on to twice the limit does, for it may never end.
struct PassageAssembly {
  private let limits: IntakeLimits
  private var held: ByteBudget.Reservation
  private var header: PassageHeader?
  private var content: [UInt8] = []
  private var size = 0

  init(_ limits: IntakeLimits) {
    self.limits = limits
    held = limits.unfinished.reservation()
  }

  /// Whether a passage has begun and is not whole.
  var isWithinPassage: Bool { header != nil }

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
      guard size <= 2 * limits.reportSize else { throw limits.tooLarge(size) }
      if size <= limits.reportSize {
        try held.add(bytes.count)
        content += bytes
      } else {
        content = []
        held.releaseAll()
      }
    case (.end, let header?):
      self.header = nil
      return (
        header, size <= limits.reportSize ? .success(content) : .failure(limits.tooLarge(size))
      )
    }
    return nil
  }

  /// The passage that was handed out is done with.
  mutating func letGo() {
    content = []
    held.releaseAll()
  }

  func finish() throws(LedgerError) {
    guard header == nil else {
      throw LedgerError(.malformed, subject: "passage", "the stream ended within it")
    }
  }
}
