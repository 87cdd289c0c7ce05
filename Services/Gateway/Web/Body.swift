import Exports
import Ledger
import Messages

/// An answer in the form that was asked for.
struct Body: Sendable {
  let text: String
  /// Nil where the answer does not say what it rests on.
  let status: AnswerStatus?
  /// The cursor of the next page; empty: there is none.
  let cursor: String

  init(_ answer: any Message, _ resource: Resource, as type: MediaType) throws {
    status = (answer as? any ComposedAnswer)?.status
    cursor = resource.cursor.isEmpty ? "" : try RowList.text(resource.cursor, of: answer)
    // A table has no place in which to say that it is not whole.
    if type != .json, let status, !status.complete {
      let missing = status.parts.first { !$0.complete }
      throw missing?.error
        ?? LedgerError(
          .unavailable, subject: missing?.name ?? "", "a part of the answer is missing",
          hint: "ask for JSON, which says what is missing")
    }
    switch type {
    case .json, .events, .page, .style, .metrics: text = try answer.json(indented: false) + "\n"
    case .lines, .otherLines:
      guard let rows = RowList(of: Swift.type(of: answer), resource.rows) else {
        throw Self.noRows(resource)
      }
      text = try rows.lines(of: answer).map { $0 + "\n" }.joined()
    case .csv: text = try Self.table(answer, resource)
    }
  }

  private static func table(_ answer: any Message, _ resource: Resource) throws -> String {
    if let page = answer as? SearchClaimsResponse { return try claims(page) }
    guard let rows = RowList(of: Swift.type(of: answer), resource.table) else {
      throw noRows(resource)
    }
    let lines = try rows.values(of: answer).map { row in CSVLine.of(row.map(cell)) }
    return CSVLine.header(rows.columns) + lines.joined()
  }

  /// The table that `reckon export --format csv` writes.
  private static func claims(_ page: SearchClaimsResponse) throws -> String {
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
