import Ledger

/// What somebody typed into a search, understood: words that must all occur, phrases, alternatives, exclusions.
///
/// Only this reads what was typed. What FTS5 is given is made of words in quotation marks and of operators that stand
/// in this file, so that nothing that is typed can be taken for its syntax.
struct WordQuery {
  /// A word, or several that stand side by side.
  struct Term {
    /// As the index has them.
    let words: [[UInt8]]
    /// The last of them is the beginning of a word.
    let isPrefix: Bool
    /// In FTS5's syntax.
    let expression: String
  }

  /// Of each group one term must occur.
  let groups: [[Term]]
  let excluded: [Term]

  static let maximumBytes = 1000
  static let maximumWords = 64

  /// Throws `malformed` where there is nothing to look for, `tooLarge` beyond the bounds.
  init(_ text: String, _ tokenizer: Tokenizer) throws(LedgerError) {
    guard text.utf8.count <= Self.maximumBytes else {
      throw LedgerError(
        .tooLarge, subject: "words", "\(text.utf8.count) bytes",
        hint: "look for at most \(Self.maximumBytes) bytes of words at once")
    }
    var groups: [[Term]] = []
    var excluded: [Term] = []
    var isAlternative = false
    let pieces = Self.pieces(of: text)
    for (place, piece) in pieces.enumerated() {
      let next = place + 1 < pieces.count ? pieces[place + 1] : nil
      if piece.isOr, !groups.isEmpty, pieces[place - 1].canBeAlternative(tokenizer),
        let next, next.canBeAlternative(tokenizer)
      {
        isAlternative = true
        continue
      }
      guard let term = piece.term(tokenizer) else { continue }
      if piece.isExcluded {
        excluded.append(term)
      } else if isAlternative {
        groups[groups.count - 1].append(term)
      } else {
        groups.append([term])
      }
      isAlternative = false
    }
    self.groups = groups
    self.excluded = excluded
    let count = (groups.joined() + excluded).reduce(0) { $0 + $1.words.count }
    guard count <= Self.maximumWords else {
      throw LedgerError(
        .tooLarge, subject: "words", "\(count) words",
        hint: "look for at most \(Self.maximumWords) words at once")
    }
    guard !groups.isEmpty else {
      throw LedgerError(
        .malformed, subject: "words",
        excluded.isEmpty ? "there is no word in it" : "there are only words that must not occur",
        hint: "give a word that must occur")
    }
  }

  /// For FTS5.
  /// - Parameter kinds: the passages that are looked through.
  func expression(in kinds: [PassageKind]) -> String {
    let all = groups.map { group in
      "(" + group.map(\.expression).joined(separator: " OR ") + ")"
    }.joined(separator: " AND ")
    let without = excluded.map(\.expression).joined(separator: " OR ")
    let columns = kinds.map(\.column).joined(separator: " ")
    return "{\(columns)} : (" + (excluded.isEmpty ? all : "(\(all)) NOT (\(without))") + ")"
  }

  /// What stands between spaces or in quotation marks.
  private struct Piece {
    var text = ""
    var isQuoted = false
    var isExcluded = false
    var isPrefix = false

    var isOr: Bool { text == "OR" && !isQuoted && !isExcluded }

    func canBeAlternative(_ tokenizer: Tokenizer) -> Bool {
      !isExcluded && term(tokenizer) != nil
    }

    /// Nil where there is no word in it.
    func term(_ tokenizer: Tokenizer) -> Term? {
      let searchable = SearchableText.text(of: text)
      let words = tokenizer.words(in: searchable)
      guard !words.isEmpty else { return nil }
      // The index's own tokenizer reads it again; nothing in it ends the quotation.
      let quoted = "\"\(searchable.replacing("\"", with: " "))\""
      return Term(
        words: words, isPrefix: isPrefix, expression: isPrefix ? quoted + " *" : quoted)
    }
  }

  private static func pieces(of text: String) -> [Piece] {
    // A control character separates as a space does; a NUL would end the text for SQLite.
    let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    var pieces: [Piece] = []
    var place = 0
    func isMark(_ place: Int) -> Bool {
      "\"\u{201C}\u{201D}\u{201E}".unicodeScalars.contains(scalars[place])
    }
    func isSpace(_ place: Int) -> Bool { scalars[place].properties.isWhitespace }
    while place < scalars.count {
      if isSpace(place) {
        place += 1
        continue
      }
      var piece = Piece()
      if scalars[place] == "-", place + 1 < scalars.count, !isSpace(place + 1) {
        piece.isExcluded = true
        place += 1
      }
      piece.isQuoted = isMark(place)
      if piece.isQuoted { place += 1 }
      let start = place
      while place < scalars.count, !isMark(place), piece.isQuoted || !isSpace(place) { place += 1 }
      var end = place
      if piece.isQuoted {
        place = min(place + 1, scalars.count)
        piece.isPrefix = place < scalars.count && scalars[place] == "*"
        if piece.isPrefix { place += 1 }
      } else if end > start + 1, scalars[end - 1] == "*" {
        piece.isPrefix = true
        end -= 1
      }
      piece.text.unicodeScalars.append(contentsOf: scalars[start..<end])
      pieces.append(piece)
    }
    return pieces
  }
}
