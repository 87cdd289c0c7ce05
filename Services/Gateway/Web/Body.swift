import Exports
import Ledger
import Messages

/// An answer in the form that was asked for.
struct Body: Sendable {
  /// UTF-8.
  let bytes: [UInt8]
  /// Nil where the answer does not say what it rests on.
  let status: AnswerStatus?
  /// The cursor of the next page; empty: there is none.
  let cursor: String
  /// Of the bytes, where it is known already.
  private(set) var digest: Digest?

  private init(bytes: [UInt8], status: AnswerStatus?, cursor: String) {
    (self.bytes, self.status, self.cursor) = (bytes, status, cursor)
  }

  init(_ answer: some WireValue, _ resource: Resource, as type: MediaType) throws {
    if type == .json {
      let written = try answer.written(cursor: resource.cursor)
      self = Body(bytes: written.line, status: written.status, cursor: written.cursor)
      digest = written.digest
      return
    }
    self = try answer.placed { (placed) throws(LedgerError) in
      let status = try placed.status()
      return Body(
        bytes: try Self.bytes(of: placed, answer, resource, as: type, status), status: status,
        cursor: resource.cursor.isEmpty ? "" : placed.text(resource.cursor))
    }
  }

  private static func bytes<Answer: WireValue>(
    of placed: PlacedMessage, _ answer: Answer, _ resource: Resource, as type: MediaType,
    _ status: AnswerStatus?
  ) throws(LedgerError) -> [UInt8] {
    // A table has no place in which to say that it is not whole.
    if type != .json, let status, !status.complete {
      let missing = status.parts.first { !$0.complete }
      throw missing?.error
        ?? LedgerError(
          .unavailable, subject: missing?.name ?? "", "a part of the answer is missing",
          hint: "ask for JSON, which says what is missing")
    }
    switch type {
    case .json, .events, .page, .style, .metrics:
      return placed.json(indented: false) + [UInt8(ascii: "\n")]
    case .lines, .otherLines:
      guard let rows = RowList(of: Answer.Content.self, resource.rows) else {
        throw noRows(resource)
      }
      return rows.lines(of: placed)
    case .csv: return Array(try table(placed, answer, resource).utf8)
    }
  }

  private static func table<Answer: WireValue>(
    _ placed: PlacedMessage, _ answer: Answer, _ resource: Resource
  ) throws(LedgerError) -> String {
    if Answer.Content.self == SearchClaimsResponse.self,
      let page = try answer.message() as? SearchClaimsResponse
    {
      return claims(page)
    }
    guard let rows = RowList(of: Answer.Content.self, resource.table) else {
      throw noRows(resource)
    }
    let lines = rows.values(of: placed).map { row in CSVLine.of(row.map(cell)) }
    return CSVLine.header(rows.columns) + lines.joined()
  }

  /// The table that `reckon export --format csv` writes.
  private static func claims(_ page: SearchClaimsResponse) -> String {
    let table = ExportTable.claims
    let sightings = Dictionary(grouping: page.sightings, by: \.document)
    return table.header
      + page.claims.map { record in
        table.line(
          ExportedClaim(
            record: record, sightings: sightings[record.claim.document] ?? [],
            revision: page.status.revision))
      }.joined()
  }

  private static func cell(_ value: RowValue) -> CSVCell {
    switch value {
    case .none: .empty
    case .text(let text): .text(text)
    case .texts(let texts): .list(texts)
    case .number(let number): .number(number)
    case .code(let text): .code(text)
    }
  }

  private static func noRows(_ resource: Resource) -> LedgerError {
    LedgerError(.unsupported, subject: resource.path, "its answers have no rows")
  }
}
