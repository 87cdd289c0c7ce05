import Ledger

/// The beginning of an id, or all of it, as people type it.
struct IDPrefix {
  /// The range of ids, as bytes, that begin so.
  let first: [UInt8]
  let last: [UInt8]
  let text: String

  static let shortest = 6

  /// Throws `malformed` where no id begins so, or it is too short to look for.
  init(_ text: String, of kind: String) throws(LedgerError) {
    let missing = 64 - text.utf8.count
    guard text.utf8.count >= Self.shortest, missing >= 0,
      let first = Hex.decode(text + String(repeating: "0", count: missing)),
      let last = Hex.decode(text + String(repeating: "f", count: missing))
    else {
      throw LedgerError(
        .malformed, subject: "\(text.prefix(80))", "not the id of a \(kind)",
        hint: "ids are 64 characters of 0-9 and a-f; their first six or more are enough")
    }
    (self.first, self.last, self.text) = (first, last, text)
  }

  /// The id, where all of it is given.
  var whole: Digest? { first == last ? Digest(bytes: first) : nil }

  /// The one id that begins so. Throws `notFound` for none, and `malformed`, with some of them, for several.
  func only(of candidates: [Digest], _ kind: String) throws(LedgerError) -> Digest {
    guard let found = candidates.first else {
      throw LedgerError(.notFound, subject: text, "the ledger has no such \(kind)")
    }
    guard candidates.count == 1 else {
      let shown = candidates.prefix(Self.shown).map(\.hex).joined(separator: ", ")
      let more = candidates.count > Self.shown ? " and more" : ""
      throw LedgerError(
        .malformed, subject: text, "several \(kind)s begin so: \(shown)\(more)",
        hint: "give more of the id")
    }
    return found
  }

  private static let shown = 5
  /// How many candidates are worth looking for: one more than are shown.
  static let lookedFor: Int64 = Int64(shown) + 1
}
