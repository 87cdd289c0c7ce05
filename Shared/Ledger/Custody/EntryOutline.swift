/// What a verification needs of an entry: what its columns say once more, and what stands for the words beside it.
/// Of claims nothing is kept but which they are and where their words are.
package struct EntryOutline: Hashable, Sendable {
  package var sequence: Revision
  package var recordedAt: Moment
  package var author: String
  package var body: Body

  package enum Body: Hashable, Sendable {
    case document(DocumentRecord)
    case sighting(document: DocumentID, titleSeal: Digest?)
    case run(
      document: DocumentID, sketchSeal: Digest?, transcript: Transcript?, claims: [ClaimOutline])
    case withdrawal(document: DocumentID, mode: Withdrawal.Mode)
    /// Of another kind, by its name: there are no words beside it.
    case other(String)

    package var name: String {
      switch self {
      case .document: "document"
      case .sighting: "sighting"
      case .run: "run"
      case .withdrawal: "withdrawal"
      case .other(let name): name
      }
    }
  }

  package init(sequence: Revision, recordedAt: Moment, author: String, body: Body) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.author = author
    self.body = body
  }

  package init(_ entry: Entry) {
    let body: Body =
      switch entry.body {
      case .document(let document): .document(document)
      case .sighting(let sighting):
        .sighting(document: sighting.document, titleSeal: sighting.titleSeal)
      case .run(let run):
        .run(
          document: run.document, sketchSeal: run.sketchSeal, transcript: run.transcript,
          claims: run.claims.map(ClaimOutline.init))
      case .withdrawal(let withdrawal):
        .withdrawal(document: withdrawal.document, mode: withdrawal.mode)
      case .supersession, .review, .vocabulary: .other(entry.body.name)
      }
    self.init(
      sequence: entry.sequence, recordedAt: entry.recordedAt, author: entry.author, body: body)
  }
}

/// A claim of an outline.
package struct ClaimOutline: Hashable, Sendable {
  package var id: ClaimID
  package var places: WordPlaces
  package var seal: Evidence.Seal?

  package init(id: ClaimID, places: WordPlaces, seal: Evidence.Seal?) {
    self.id = id
    self.places = places
    self.seal = seal
  }

  package init(_ claim: Claim) {
    self.init(
      id: ClaimID(of: claim), places: WordPlaces(claim.evidence), seal: claim.evidence.seal)
  }
}
