import Exports
import Ledger
import Messages
import RPC

extension ListSeriesResponse: StatedAnswer {}
extension DescribeVocabularyResponse: StatedAnswer {}

extension ExportWork {
  /// The dated figures of each counting system, and what is projected.
  func series() async throws -> ExportDescription {
    try output.write(ExportTable.series.header)
    var question = ListSeriesRequest(
      question: request.question, at: request.at, pageSize: PageSize.most, projections: true)
    var state: (description: ExportDescription, rows: SeriesRows)?
    var progress = ExportProgress()
    repeat {
      let page = try await ask(GatewayAPI.listSeries, question)
      var (description, rows): (ExportDescription, SeriesRows)
      if let known = state {
        (description, rows) = known
      } else {
        let vocabulary = try await vocabulary(at: page.status.revision)
        description = request.description(page.status)
        rows = SeriesRows(vocabulary: vocabulary, revision: page.status.revision)
      }
      for row in rows.rows(of: page.series) {
        try output.write(ExportTable.series.line(row))
        description.rows += 1
        description.outlets.add(row.figure.outlets)
      }
      state = (description, rows)
      progress.show(description.rows, "figures")
      question.cursor = page.nextCursor
    } while !question.cursor.isEmpty
    progress.end()
    return try described(state?.description)
  }

  /// The vocabulary that held at a revision. A ledger without one knows no names.
  func vocabulary(at revision: Revision) async throws -> Vocabulary {
    guard revision != .empty else { return Vocabulary() }
    return try await ask(
      GatewayAPI.describeVocabulary, DescribeVocabularyRequest(at: .revision(revision))
    ).vocabulary ?? Vocabulary()
  }

  func described(_ description: ExportDescription?) throws(LedgerError) -> ExportDescription {
    guard let description else { throw LedgerError(.internalFailure, "no page came") }
    return description
  }
}
