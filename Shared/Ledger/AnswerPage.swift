/// How many items a page of an answer holds.
package struct PageSize: Hashable, Sendable {
  package static let usual = 100
  package static let most = 500

  package let items: Int

  /// - Parameter asked: as asked for; 0 means the usual size.
  /// - Throws: `malformed` for more than the most.
  package init(_ asked: Int) throws(LedgerError) {
    guard (0...Self.most).contains(asked) else {
      throw LedgerError(
        .malformed, subject: "page_size", "\(asked) is not between 0 and \(Self.most)")
    }
    items = asked == 0 ? Self.usual : asked
  }
}

/// Where a page of an answer ended that is worked out anew for each page: the revision that the first page was of, which
/// holds for all of them, and how many items came before. It answers one question only.
package struct AnswerCursor: Hashable, Sendable {
  package let revision: Revision
  package let start: Int

  package init(revision: Revision, start: Int) {
    self.revision = revision
    self.start = start
  }

  /// - Parameters:
  ///   - list: which list it is of, in one letter of its own.
  ///   - question: what was asked.
  package func text(_ list: String, _ question: [String]) -> String {
    let body = "\(list)1-\(revision.number)-\(start)"
    return "\(body)-\(Self.check(body, question))"
  }

  /// Nil for no cursor.
  /// - Throws: `malformed` for anything that no page of this question ever ended with.
  package init?(_ text: String, _ list: String, _ question: [String]) throws(LedgerError) {
    guard !text.isEmpty else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "\(list)1", let revision = Int64(parts[1]),
      let start = Int32(parts[2]), revision >= 0, start >= 0,
      parts[3] == Self.check(parts[0...2].joined(separator: "-"), question)
    else {
      throw LedgerError(
        .malformed, subject: "cursor", "not a cursor of this list",
        hint: "give back the cursor of the page before, with the same question")
    }
    self.init(revision: Revision(revision), start: Int(start))
  }

  private static func check(_ body: String, _ question: [String]) -> String {
    var fields = FieldDigest(domain: "reckoner.cursor.1")
    fields.add(body)
    for part in question { fields.add(part) }
    return String(fields.finish().hex.prefix(16))
  }
}

extension Question {
  /// What was asked, for cursors.
  package var parts: [String] {
    [
      conflict?.value ?? "", party?.value ?? "", measure?.value ?? "", population?.value ?? "",
      asOf?.description ?? "",
    ]
  }
}
