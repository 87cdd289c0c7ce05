import Exports
import Ledger
import Messages
import RPC

extension ExportWork {
  /// Sentences with all that they claim, document by document: each is asked for when the first of its claims comes.
  func corpus() async throws -> ExportDescription {
    var question = SearchClaimsRequest(
      filter: request.filter, at: request.at, pageSize: PageSize.most)
    var state: (description: ExportDescription, vocabulary: Vocabulary)?
    var done: Set<DocumentID> = []
    var progress = ExportProgress()
    repeat {
      let page = try await ask(GatewayAPI.searchClaims, question)
      let revision = page.status.revision
      var (description, vocabulary): (ExportDescription, Vocabulary)
      if let known = state {
        (description, vocabulary) = known
      } else {
        (description, vocabulary) = (
          request.description(page.status), try await self.vocabulary(at: revision)
        )
      }
      for document in page.claims.map(\.claim.document) where done.insert(document).inserted {
        let passages = try await passages(of: document, at: revision, vocabulary)
        for line in passages.lines.lines {
          try output.write(line)
          description.rows += 1
          description.outlets.add(passages.outlets)
        }
        for (reason, count) in passages.lines.leftOut {
          description.leftOut[reason, default: 0] += count
        }
        progress.show(description.rows, "sentences")
      }
      state = (description, vocabulary)
      (question.at, question.cursor) = (.revision(revision), page.nextCursor)
    } while !question.cursor.isEmpty
    progress.end()
    return try described(state?.description)
  }

  private func passages(
    of document: DocumentID, at revision: Revision, _ vocabulary: Vocabulary
  ) async throws -> (lines: CorpusLines, outlets: [String]) {
    let (all, outlets) = try await records(ClaimFilter(document: document), at: revision)
    var wanted: Set<ClaimID>?
    if request.filter != ClaimFilter() {
      var filter = request.filter
      filter.document = document
      wanted = Set(try await records(filter, at: revision).records.map(\.id))
    }
    return (CorpusLines(all, wanted: wanted, vocabulary: vocabulary), outlets)
  }

  private func records(_ filter: ClaimFilter, at revision: Revision) async throws -> (
    records: [ClaimRecord], outlets: [String]
  ) {
    var question = SearchClaimsRequest(
      filter: filter, at: .revision(revision), pageSize: PageSize.most, sightings: true)
    var records: [ClaimRecord] = []
    var outlets: Set<String> = []
    repeat {
      let page = try await ask(GatewayAPI.searchClaims, question)
      records += page.claims
      outlets.formUnion(page.sightings.compactMap { $0.outlet?.name })
      question.cursor = page.nextCursor
    } while !question.cursor.isEmpty
    return (records, outlets.sorted())
  }
}
