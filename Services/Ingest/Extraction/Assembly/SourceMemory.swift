import Ledger

/// Whom a text has named so far, so that "the ministry", "she" and "it" can mean them again.
struct SourceMemory {
  private struct Entry {
    var source: Source
    var key: String
    /// The words of the name and of the office before it, folded: too few for a set.
    var words: [String]
    var isPerson: Bool
  }

  private var entries: [Entry] = []
  /// How often something was noted: while it stays, so does every answer.
  private(set) var revision = 0
  private static let longest = 40

  mutating func note(_ source: Source, words: [String], isPerson: Bool) {
    let key = source.key
    revision += 1
    entries.removeAll { $0.key == key && $0.words.allSatisfy(words.contains) }
    entries.append(Entry(source: source, key: key, words: words, isPerson: isPerson))
    if entries.count > Self.longest { entries.removeFirst() }
  }

  /// The last one whose name or office has the word: "the ministry", "the governor".
  func last(called word: String) -> Source? {
    entries.last { $0.words.contains(word) }?.source
  }

  /// "Col. Doe"
  func lastPerson(called word: String) -> Source? {
    entries.last { entry in
      entry.isPerson && entry.words.contains { Self.ends($0, with: word) }
    }?.source
  }

  /// Whether a name is a word, or ends with it behind a hyphen.
  static func ends(_ name: String, with word: String) -> Bool {
    let behind = name.utf8.count - word.utf8.count
    guard behind > 0 else { return name == word }
    return name.utf8.dropFirst(behind - 1).first == UInt8(ascii: "-") && name.hasSuffix(word)
  }

  /// "the defence ministry": the last one that has all the words.
  func last(calledAll words: [String]) -> Source? {
    entries.last { entry in words.allSatisfy(entry.words.contains) }?.source
  }

  var knowsPersons: Bool { entries.contains { $0.isPerson } }
  var lastPerson: Source? { entries.last { $0.isPerson }?.source }
  var lastBody: Source? { entries.last { !$0.isPerson }?.source }
}
