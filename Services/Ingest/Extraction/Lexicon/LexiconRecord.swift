import Ledger
import Yams

/// One YAML file of the lexicon: a mapping whose fields know their lines.
struct LexiconRecord {
  let file: LexiconFile
  private let node: Node.Mapping

  init(_ file: LexiconFile) throws(LedgerError) {
    self.file = file
    let text = try file.text()
    do {
      guard let mapping = try Yams.compose(yaml: text)?.mapping else {
        throw file.error(line: 1, "this file must hold one mapping of fields")
      }
      node = mapping
    } catch let error as LedgerError {
      throw error
    } catch {
      let line = (error as? YamlError).flatMap(Self.line) ?? 1
      throw file.error(line: line, "this is not YAML: \(error)")
    }
  }

  private init(_ file: LexiconFile, _ node: Node.Mapping) {
    self.file = file
    self.node = node
  }

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: nil
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

  func line(of key: String) -> Int { node[key]?.mark?.line ?? line }

  func optional(_ key: String) throws(LedgerError) -> String? {
    guard let value = node[key] else { return nil }
    guard let text = value.scalar?.string else {
      throw file.error(line: line(of: key), "\"\(key)\" must be a word or a text")
    }
    return text
  }

  func required(_ key: String) throws(LedgerError) -> String {
    guard let text = try optional(key), !text.isEmpty else {
      throw file.error(line: line, "the field \"\(key)\" is missing")
    }
    return text
  }

  func list(_ key: String) throws(LedgerError) -> [(text: String, line: Int)] {
    guard let value = node[key] else { return [] }
    guard let sequence = value.sequence else {
      throw file.error(line: line(of: key), "\"\(key)\" must be a list")
    }
    var items: [(text: String, line: Int)] = []
    for item in sequence {
      guard let text = item.scalar?.string, !text.isEmpty else {
        throw file.error(line: item.mark?.line ?? line, "\"\(key)\" must list words")
      }
      items.append((text, item.mark?.line ?? line))
    }
    return items
  }

  func record(_ key: String) throws(LedgerError) -> LexiconRecord? {
    guard let value = node[key] else { return nil }
    guard let mapping = value.mapping else {
      throw file.error(line: line(of: key), "\"\(key)\" must be a mapping")
    }
    return LexiconRecord(file, mapping)
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
