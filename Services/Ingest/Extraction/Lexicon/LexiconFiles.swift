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
    var wanted: [String] = []
    for case let name as String in names where isWanted(name) {
      wanted.append(name)
      guard wanted.count <= mostFiles else {
        throw LedgerError(
          .misconfigured, subject: directory, "there are more than \(mostFiles) files here",
          hint: "name the folder of a lexicon and nothing above it")
      }
    }
    wanted.sort { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    var files: [LexiconFile] = []
    for name in wanted {
      let path = root.appendingPathComponent(name).path
      files.append(LexiconFile(name: name, path: path, contents: try contents(of: path)))
    }
    return files
  }

  /// More than any lexicon has: whoever names a whole disk is told so.
  private static let mostFiles = 20_000
  /// More than any table needs, in bytes.
  private static let largest = 4 << 20

  /// What editors and file systems leave beside the files is no part of the lexicon.
  private static func isWanted(_ name: String) -> Bool {
    [".tsv", ".yaml", ".yml"].contains { name.hasSuffix($0) }
      && !name.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  private static func contents(of path: String) throws(LedgerError) -> [UInt8] {
    guard !path.hasSuffix(".yml") else {
      throw LedgerError(
        .misconfigured, subject: "\(path):1", "a record's file ends in .yaml", hint: "rename it")
    }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    // Only a file has an end: a pipe would be waited for.
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else {
      throw LedgerError(
        .misconfigured, subject: "\(path):1", "this lexicon file cannot be read",
        hint: "give the service the right to read it, or take it out of the folder")
    }
    guard let size = attributes[.size] as? Int, size <= largest else {
      throw LedgerError(
        .misconfigured, subject: "\(path):1", "this file is larger than \(largest) bytes",
        hint: "a record holds one party, source, conflict or measure, a table the words of one kind"
      )
    }
    guard let data = FileManager.default.contents(atPath: target) else {
      throw LedgerError(
        .misconfigured, subject: "\(path):1", "this lexicon file cannot be read",
        hint: "give the service the right to read it, or take it out of the folder")
    }
    return Array(data)
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
    // Some editors begin a file with a mark of its encoding.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = contents.starts(with: mark) ? contents.dropFirst(mark.count) : contents[...]
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let broken = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    throw error(
      line: broken + 1, "this line is not UTF-8", hint: "save the file as UTF-8")
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
      guard let field = field(index) else {
        throw error("column \(index + 1) lacks \(what)", hint: "a tab stands between columns")
      }
      return field
    }

    /// A count or a factor, no larger than what can be counted one by one.
    func number(_ index: Int, _ what: String) throws(LedgerError) -> Double {
      let text = try required(index, what)
      guard let number = Double(text), (0..<9_007_199_254_740_992).contains(number) else {
        throw error(
          "\"\(text)\" is no number for \(what)", hint: "write it in digits, without separators")
      }
      return number
    }

    /// Refuses columns that nobody reads: what they say would be lost in silence.
    func allow(columns: Int) throws(LedgerError) {
      guard let extra = fields.dropFirst(columns).first(where: { !$0.isEmpty }) else { return }
      throw error(
        "\"\(extra)\" stands in a column that this table does not have",
        hint: columns == 1 ? "one column" : "\(columns) columns at most")
    }

    /// One of a closed list of words.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
      _ index: Int, _ what: String
    ) throws(LedgerError) -> Choice {
      let text = try required(index, what)
      guard let choice = Choice(rawValue: text) else {
        throw unknown(text, what, Choice.allCases.map(\.rawValue))
      }
      return choice
    }

    /// One of the cases that the rules ask for by their numbers.
    func choice<Choice: NamedCase>(_ index: Int, _ what: String) throws(LedgerError) -> Choice {
      let text = try required(index, what)
      guard let choice = Choice.byName[text] else {
        throw unknown(text, what, Choice.allCases.map(\.name))
      }
      return choice
    }

    private func unknown(_ text: String, _ what: String, _ known: [String]) -> LedgerError {
      error("\"\(text)\" is no \(what)", hint: "use one of: \(known.joined(separator: ", "))")
    }

    func error(_ message: String, hint: String = "") -> LedgerError {
      file.error(line: line, message, hint: hint)
    }
  }
}
