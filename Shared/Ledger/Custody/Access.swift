/// One time that an original was given out: to whom, when, and what for. Accesses are a chain of their own beside the
/// ledger's, so that a look at a document does not move the ledger's revision.
package struct Access: Hashable, Sendable {
  /// Its place in the log, from 1, without gaps.
  package var sequence: Int64
  package var moment: Moment
  /// Who was given it; `local` before there are tokens.
  package var author: String
  package var document: DocumentID
  /// As stated.
  package var purpose: String
  /// The log's hash after it.
  package var hash: Digest

  package init(
    sequence: Int64, moment: Moment, author: String, document: DocumentID, purpose: String,
    hash: Digest
  ) {
    self.sequence = sequence
    self.moment = moment
    self.author = author
    self.document = document
    self.purpose = purpose
    self.hash = hash
  }

  /// What the log's hash is after it, over the hash before and each of its parts.
  package func hash(after previous: Digest) -> Digest {
    var fields = FieldDigest(domain: "reckoner.access.1")
    fields.add(previous)
    fields.add(Int(sequence))
    fields.add(Int(moment.microseconds))
    fields.add(author)
    fields.add(document.digest)
    fields.add(purpose)
    return fields.finish()
  }

  /// Bytes that a purpose has at most.
  package static let largestPurpose = 500

  /// Throws `malformed` for a purpose that says nothing or is too long.
  package static func check(purpose: String) throws(LedgerError) {
    let hint = "say in a few words what the original is for"
    guard purpose.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw LedgerError(.malformed, subject: "purpose", "there is none", hint: hint)
    }
    guard purpose.utf8.count <= largestPurpose, !purpose.utf8.contains(0) else {
      throw LedgerError(
        .malformed, subject: "purpose", "more than \(largestPurpose) bytes, or a NUL in it",
        hint: hint)
    }
  }
}

/// How far the log of accesses goes, and the hash that binds all of it.
package struct AccessHead: Hashable, Sendable {
  package var count: Int64
  package var hash: Digest

  package init(count: Int64, hash: Digest) {
    self.count = count
    self.hash = hash
  }
}

/// One entry about a document, without what it says.
package struct CustodyStep: Hashable, Sendable {
  package var entry: Revision
  package var recordedAt: Moment
  package var author: String
  /// `document`, `sighting`, `run` and so on.
  package var type: String
  /// The chain's hash after it.
  package var hash: Digest

  package init(
    entry: Revision, recordedAt: Moment, author: String, type: String, hash: Digest
  ) {
    self.entry = entry
    self.recordedAt = recordedAt
    self.author = author
    self.type = type
    self.hash = hash
  }
}
