import Ledger

/// Where a page of a list ended: what the next one needs to go on as if nothing had been appended in between.
struct Cursor {
  /// The state of the ledger that the first page pinned.
  let revision: Revision
  /// The key of the last item, below which the next page begins.
  let last: Int64

  /// Lists of different kinds do not understand each other's cursors.
  enum Kind: String {
    case claims = "c"
    case reports = "r"
    case checkpoints = "k"
    case accesses = "a"
    case custody = "u"
    case passages = "p"
    case readings = "d"
  }

  /// - Parameter question: what was asked; a cursor answers that question only.
  func text(_ kind: Kind, _ question: Digest) -> String {
    let body = "\(kind.rawValue)1-\(revision.number)-\(last)"
    return "\(body)-\(Self.check(body, question))"
  }

  /// Nil for no cursor. Throws `malformed` for anything that no page of this question ever ended with.
  init?(_ text: String, _ kind: Kind, _ question: Digest) throws(LedgerError) {
    guard !text.isEmpty else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "\(kind.rawValue)1", let revision = Int64(parts[1]),
      let last = Int64(parts[2]), revision >= 0, last >= 0,
      parts[3] == Self.check(parts[0...2].joined(separator: "-"), question)
    else {
      throw LedgerError(
        .malformed, subject: "cursor", "not a cursor of this list",
        hint: "give back the cursor of the page before, with the same filter")
    }
    self.init(revision: Revision(revision), last: last)
  }

  init(revision: Revision, last: Int64) {
    self.revision = revision
    self.last = last
  }

  private static func check(_ body: String, _ question: Digest) -> String {
    var fields = FieldDigest(domain: "reckoner.cursor.1")
    fields.add(body)
    fields.add(question)
    return String(fields.finish().hex.prefix(16))
  }
}

/// How much a page may hold: a number of items, and bytes, so that it fits into one message.
struct PageBudget {
  static let maximumBytes = 2 << 20
  static let usualItems = 100
  static let maximumItems = 500

  let items: Int
  private var bytes = 0
  private var taken = 0

  /// - Parameter pageSize: as asked for; 0 means the usual size.
  init(pageSize: Int) {
    items = pageSize <= 0 ? Self.usualItems : min(pageSize, Self.maximumItems)
  }

  /// Whether another item still fits. The first always does: a page that cannot move on would never end.
  mutating func take(bytes size: Int) -> Bool {
    guard taken < items, taken == 0 || bytes + size <= Self.maximumBytes else { return false }
    taken += 1
    bytes += size
    return true
  }
}
