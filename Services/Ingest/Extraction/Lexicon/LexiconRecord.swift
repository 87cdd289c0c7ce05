import Ledger
import Yams

/// One YAML file of the lexicon: a mapping whose fields know their lines.
struct LexiconRecord {
  let file: LexiconFile
  private let node: Node.Mapping

  init(_ file: LexiconFile) throws(LedgerError) {
    self.file = file
    let text = try file.text()
    let root: Node?
    do {
      // Every word as it is written: what else it might be is nobody's question here, and costs most of the reading.
      root = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch {
      let (line, problem) = (error as? YamlError).map { Self.place(of: $0, in: text) } ?? (1, "")
      throw file.error(line: line, "this is not YAML: \(problem)", hint: Self.shape)
    }
    guard let root else { throw file.error(line: 1, "this file is empty", hint: Self.shape) }
    guard let mapping = root.mapping else {
      throw file.error(
        line: root.mark?.line ?? 1, "this file must hold one mapping of fields", hint: Self.shape)
    }
    node = mapping
  }

  private static let shape = "a record is lines of a field, a colon and its value"

  private init(_ file: LexiconFile, _ node: Node.Mapping) {
    self.file = file
    self.node = node
  }

  private static func place(of error: YamlError, in text: String) -> (line: Int, problem: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      (mark.line, problem)
    // Where what was not closed begins, not where the file ended without its end.
    case .parser(let context, let problem, let mark, _): (context?.mark.line ?? mark.line, problem)
    case .reader(let problem, let offset, _, _):
      (1 + text.prefix(offset ?? 0).count { $0.isNewline }, problem)
    case .duplicatedKeysInMapping(let keys, let context):
      (context.mark.line, "the field \"\(keys.first ?? "")\" stands here more than once")
    default: (1, "\(error)")
    }
  }

  var line: Int { node.mark?.line ?? 1 }

  /// Refuses fields that nobody reads: a misspelt one would be lost in silence.
  func allow(_ known: Set<String>) throws(LedgerError) {
    for key in node.keys {
      let name = key.string ?? ""
      guard known.contains(name) else {
        throw file.error(
          line: key.mark?.line ?? line, "\"\(name)\" is no field of this record",
          hint: "known fields: \(known.sorted().joined(separator: ", "))")
      }
    }
  }

  func has(_ key: String) -> Bool { node[key] != nil }

  /// The mapping of a field; nil where it is absent or holds a word.
  func mapping(_ key: String) throws(LedgerError) -> LexiconRecord? {
    node[key]?.scalar == nil ? try record(key) : nil
  }

  /// Every field with its word; one without a word, or with `~` or `null`, has an empty one.
  func pairs() throws(LedgerError) -> [(key: String, value: String, line: Int)] {
    var pairs: [(key: String, value: String, line: Int)] = []
    for (key, value) in node {
      let line = key.mark?.line ?? line
      guard let name = key.scalar?.string, let word = value.scalar else {
        throw file.error(line: line, "a word and its meaning should stand here", hint: Self.shape)
      }
      pairs.append((name, Self.word(word), line))
    }
    return pairs
  }

  /// The word of a field, in the same way.
  func word(_ key: String) throws(LedgerError) -> String {
    guard try optional(key) != nil, let word = node[key]?.scalar else { return "" }
    return Self.word(word)
  }

  private static func word(_ scalar: Node.Scalar) -> String {
    scalar.style == .plain && ["~", "null"].contains(scalar.string) ? "" : scalar.string
  }

  func line(of key: String) -> Int { node[key]?.mark?.line ?? line }

  func optional(_ key: String) throws(LedgerError) -> String? {
    guard let value = node[key] else { return nil }
    guard let text = value.scalar?.string else {
      throw file.error(
        line: line(of: key), "\"\(key)\" must be a word or a text", hint: "write \(key): …")
    }
    return text
  }

  func required(_ key: String) throws(LedgerError) -> String {
    guard let text = try optional(key), !text.isEmpty else {
      throw file.error(line: line, "the field \"\(key)\" is missing", hint: "add \(key): …")
    }
    return text
  }

  /// One of a closed list of words.
  func choice(
    _ key: String, _ known: [String], or absent: String? = nil
  ) throws(LedgerError) -> String {
    if let absent, node[key] == nil { return absent }
    let text = try required(key)
    guard known.contains(text) else {
      throw file.error(
        line: line(of: key), "\"\(text)\" is no \(key)",
        hint: "use one of: \(known.joined(separator: ", "))")
    }
    return text
  }

  func list(_ key: String) throws(LedgerError) -> [(text: String, line: Int)] {
    guard let value = node[key] else { return [] }
    guard let sequence = value.sequence else {
      throw file.error(
        line: line(of: key), "\"\(key)\" must be a list", hint: "write \(key): [one, another]")
    }
    var items: [(text: String, line: Int)] = []
    for item in sequence {
      guard let text = item.scalar?.string, !text.isEmpty else {
        throw file.error(
          line: item.mark?.line ?? line, "\"\(key)\" must list words",
          hint: "put a name with marks in quotes")
      }
      items.append((text, item.mark?.line ?? line))
    }
    return items
  }

  func record(_ key: String) throws(LedgerError) -> LexiconRecord? {
    guard let value = node[key] else { return nil }
    guard let mapping = value.mapping else {
      throw file.error(
        line: line(of: key), "\"\(key)\" must be a mapping",
        hint: "its fields stand below it, indented")
    }
    return LexiconRecord(file, mapping)
  }

  /// A list of mappings.
  func records(_ key: String) throws(LedgerError) -> [LexiconRecord] {
    guard let value = node[key] else { return [] }
    var records: [LexiconRecord] = []
    for item in value.sequence.map(Array.init) ?? [] {
      guard let mapping = item.mapping else { break }
      records.append(LexiconRecord(file, mapping))
    }
    guard records.count == value.sequence?.count else {
      throw file.error(
        line: line(of: key), "\"\(key)\" must be a list of mappings",
        hint: "each begins with a dash, its fields stand below one another")
    }
    return records
  }

  /// Names by language. A language that the lexicon has no folder for is refused.
  func names(
    languages: Set<String>
  ) throws(LedgerError) -> [(language: String, record: LexiconRecord)] {
    guard let names = try record("names") else { return [] }
    try names.allow(languages)
    var found: [(language: String, record: LexiconRecord)] = []
    for language in languages.sorted() {
      if let record = try names.record(language) { found.append((language, record)) }
    }
    return found
  }

  func id() throws(LedgerError) -> String {
    let id = try required("id")
    guard MeasureID(id).isWellFormed else {
      throw file.error(line: line(of: "id"), "\"\(id)\" is no id", hint: "use a-z, 0-9 and -")
    }
    return id
  }
}
