import Ledger
import Messages
import RPC

/// Documents that the ledger has, as ingest asks storage for them in order to read them again.
struct LedgerDocuments: Sendable {
  let storage: Peer
  let delivery: Delivery
  let limits: IntakeLimits

  /// What storage is told that originals are wanted for.
  private static let purpose = "re-extraction"

  /// A document with its sightings. Throws `notFound`, or `malformed` where several begin so.
  func report(_ id: String) async throws -> ReportRecord {
    let answer = try await storage.call(
      StorageAPI.listReports, ListReportsRequest(document: id))
    guard let report = answer.reports.first else {
      throw LedgerError(.notFound, subject: id, "the ledger has no such document")
    }
    return report
  }

  /// The same, while somebody waits for it.
  func report(_ id: DocumentID) async throws -> ReportRecord {
    try await delivery.persevering("document \(id)", .forAsked) {
      try await report(id.description)
    }
  }

  /// A page of who read the documents last.
  func readings(otherThan reader: ReportReader?, cursor: String) async throws
    -> ListReadingsResponse
  {
    let request = ListReadingsRequest(
      otherThanExtractor: reader?.extractorVersion ?? "",
      otherThanLexicon: reader?.lexiconFingerprint ?? "", pageSize: 500, cursor: cursor)
    guard !cursor.isEmpty else {
      // Whoever asks is told at once that storage is not there.
      return try await storage.call(StorageAPI.listReadings, request)
    }
    return try await delivery.persevering("readings", .forAsked) {
      try await storage.call(StorageAPI.listReadings, request)
    }
  }

  /// Throws `withdrawn` where its words were, `tooLarge` for one over the limit.
  func original(of id: DocumentID) async throws -> [UInt8] {
    let request = GetOriginalRequest(document: id.description, purpose: Self.purpose)
    return try await delivery.persevering("original of \(id)", .forAsked) {
      try await storage.read(StorageAPI.getOriginal, request) { parts in
        var content: [UInt8] = []
        for try await part in parts {
          switch part.part {
          case .header(let header):
            let size = header.report.document.size
            guard size <= limits.reportSize else { throw limits.tooLarge(size) }
            content.reserveCapacity(size)
          case .content(let bytes):
            content += bytes
            guard content.count <= limits.reportSize else { throw limits.tooLarge(content.count) }
          case .transcript, .transcriptContent: break
          }
        }
        guard DocumentID(original: content) == id else {
          throw LedgerError(
            .unavailable, subject: "original of \(id)", "it did not arrive whole",
            hint: "try again")
        }
        return content
      }
    }
  }

  /// Its claims that hold.
  func claims(of id: DocumentID) async throws -> [ClaimRecord] {
    var claims: [ClaimRecord] = []
    var cursor = ""
    repeat {
      let request = ListClaimsRequest(
        filter: ClaimFilter(document: id), pageSize: 500, cursor: cursor)
      let page = try await delivery.persevering("claims of \(id)", .forAsked) {
        try await storage.call(StorageAPI.listClaims, request)
      }
      claims += page.claims
      cursor = page.nextCursor
    } while !cursor.isEmpty
    return claims
  }
}

/// The documents that are to be read again, page by page.
struct SelectedDocuments {
  private let documents: LedgerDocuments
  /// Whose readings need no other one; nil: nobody's.
  private let current: ReportReader?
  private var waiting: [DocumentID]
  private var cursor: String
  /// How many there are.
  let total: Int64

  private static let mostNamed = 500

  /// Names are resolved at once, so that a wrong one is told before anything happens.
  init(_ wanted: Reextraction, _ documents: LedgerDocuments, reader: ReportReader) async throws {
    self.documents = documents
    current = wanted.alsoCurrent ? nil : reader
    guard wanted.documents.isEmpty else {
      guard wanted.documents.count <= Self.mostNamed else {
        throw LedgerError(
          .tooLarge, subject: "documents", "\(wanted.documents.count) documents at once",
          hint: "name at most \(Self.mostNamed), or ask for all")
      }
      var named: [DocumentID] = []
      for id in wanted.documents {
        guard !id.isEmpty else {
          throw LedgerError(.malformed, subject: "documents", "an empty id")
        }
        let document = try await documents.report(id).document.id
        if !named.contains(document) { named.append(document) }
      }
      (waiting, cursor, total) = (named.reversed(), "", Int64(named.count))
      return
    }
    let page = try await documents.readings(otherThan: current, cursor: "")
    waiting = page.readings.map(\.document).reversed()
    (cursor, total) = (page.nextCursor, page.total)
  }

  mutating func next() async throws -> DocumentID? {
    if waiting.isEmpty, !cursor.isEmpty {
      let page = try await documents.readings(otherThan: current, cursor: cursor)
      waiting = page.readings.map(\.document).reversed()
      cursor = page.nextCursor
    }
    return waiting.popLast()
  }
}
