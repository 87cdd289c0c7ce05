import Foundation
import Ledger

/// The files of a lexicon, in an order that does not depend on the file system.
struct LexiconFile: Sendable {
  /// Path below its directory, with `/`.
  var name: String
  /// Where it is, for messages.
  var path: String
  var contents: [UInt8]

  static func all(in directories: [String]) throws(LedgerError) -> [LexiconFile] {
    var files: [LexiconFile] = []
    for directory in directories { files += try all(in: directory) }
    return files
  }

  private static func all(in directory: String) throws(LedgerError) -> [LexiconFile] {
    let root = URL(fileURLWithPath: directory, isDirectory: true)
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isDirectory),
      isDirectory.boolValue, let names = FileManager.default.enumerator(atPath: root.path)
    else {
      throw LedgerError(
        .misconfigured, subject: directory, "there is no lexicon directory here",
        hint: "set lexicon.path to the folder that holds languages/, measures/ and parties/")
    }
    let wanted = names.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".tsv") || $0.hasSuffix(".yaml") }
      .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    var files: [LexiconFile] = []
    for name in wanted {
      let url = root.appendingPathComponent(name)
      guard let data = try? Data(contentsOf: url) else {
        throw LedgerError(.misconfigured, subject: url.path, "this lexicon file cannot be read")
      }
      files.append(LexiconFile(name: name, path: url.path, contents: Array(data)))
    }
    return files
  }

  static func fingerprint(of files: [LexiconFile]) -> String {
    var digest = FieldDigest(domain: "reckoner.lexicon.1")
    for file in files {
      digest.add(file.name)
      digest.add(bytes: file.contents)
    }
    return digest.finish().hex
  }

  /// The text, or an error that says where it is not UTF-8.
  func text() throws(LedgerError) -> String {
    guard let text = String(validating: contents, as: UTF8.self) else {
      throw error(line: 1, "this file is not UTF-8")
    }
    return text
  }

  func error(line: Int, _ message: String, hint: String = "") -> LedgerError {
    LedgerError(.misconfigured, subject: "\(path):\(line)", message, hint: hint)
  }

  /// The rows of a table: fields between tabs, `#` begins a comment line.
  func rows() throws(LedgerError) -> [Row] {
    var rows: [Row] = []
    for (index, line) in try text().split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      guard !line.hasPrefix("#"), !line.allSatisfy(\.isWhitespace) else { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      rows.append(Row(file: self, line: index + 1, fields: fields))
    }
    return rows
  }

  struct Row: Sendable {
    var file: LexiconFile
    var line: Int
    var fields: [String]

    func field(_ index: Int) -> String? {
      fields.indices.contains(index) && !fields[index].isEmpty ? fields[index] : nil
    }

    func required(_ index: Int, _ what: String) throws(LedgerError) -> String {
      guard let field = field(index) else { throw error("column \(index + 1) lacks \(what)") }
      return field
    }

    func number(_ index: Int, _ what: String) throws(LedgerError) -> Double {
      let text = try required(index, what)
      guard let number = Double(text), number.isFinite, number >= 0 else {
        throw error("\"\(text)\" is no number for \(what)")
      }
      return number
    }

    /// One of a closed list of words.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
      _ index: Int, _ what: String
    ) throws(LedgerError) -> Choice {
      let text = try required(index, what)
      guard let choice = Choice(rawValue: text) else {
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw error("\"\(text)\" is no \(what)", hint: "use one of: \(known)")
      }
      return choice
    }

    func error(_ message: String, hint: String = "") -> LedgerError {
      file.error(line: line, message, hint: hint)
    }
  }
}
