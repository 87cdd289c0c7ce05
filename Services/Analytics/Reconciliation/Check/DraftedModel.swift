import Ledger

/// The model as it would be if a draft were one of its reports. What rules say of the draft's figures is then what they would
/// say of any report's. It goes with the check: nothing of a draft enters the ledger's model.
struct DraftedModel {
  let model: ClaimModel
  /// The figures of the draft, as they stand in it.
  let claims: [Claim]

  /// - Parameter draft: the figures of one text, as the extractor read them.
  init(_ ledger: ClaimModel, _ draft: [Claim]) throws {
    var model = ledger
    var renamed: [ClaimID: ClaimID] = [:]
    claims = draft.map { claim in
      let id = Self.document(of: claim.document)
      var claim = claim
      let before = ClaimID(of: claim)
      claim.document = id
      claim.relations = claim.relations.compactMap { relation in
        renamed[relation.target].map { Relation(relation.kind, $0) }
      }
      renamed[before] = ClaimID(of: claim)
      return claim
    }
    for text in Set(draft.map(\.document)).sorted() {
      // What the ledger has from the very same text says nothing to it.
      let own = model.claims(in: text)
      if !own.isEmpty {
        try model.add(.supersession(Supersession(document: text, claims: own, reason: "draft")))
      }
      let id = Self.document(of: text)
      try model.add(
        .run(
          ExtractionRun(
            document: id, language: "", extractorVersion: "", lexiconFingerprint: "",
            claims: claims.filter { $0.document == id })))
    }
    self.model = model
  }

  /// A draft is another document than the report that it may become.
  private static func document(of text: DocumentID) -> DocumentID {
    DocumentID(original: Array("draft ".utf8) + text.digest.bytes)
  }
}

extension ClaimModel {
  fileprivate mutating func add(_ body: Entry.Body) throws {
    try apply(
      Entry(
        sequence: revision.next, recordedAt: Moment(microseconds: 0), author: "draft", body: body))
  }

  /// The claims of a document that hold now.
  fileprivate func claims(in document: DocumentID) -> [ClaimID] {
    guard let handle = documents.known(document) else { return [] }
    return claims.rows(of: handle, at: UInt32(clamping: revision.number)).map(\.id)
  }
}
