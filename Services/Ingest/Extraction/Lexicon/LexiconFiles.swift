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
    // Only a file has an end: a pipe would be waited for.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { if file >= 0 { close(file) } }
    var status = stat()
    guard file >= 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw unreadable(path)
    }
    guard status.st_size <= largest else {
      throw LedgerError(
        .misconfigured, subject: "\(path):1", "this file is larger than \(largest) bytes",
        hint: "a record holds one party, source, conflict or measure, a table the words of one kind"
      )
    }
    let size = Int(status.st_size)
    let contents = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let found = read(file, buffer.baseAddress?.advanced(by: count), size - count)
        guard found > 0 else { return }
        count += found
      }
    }
    guard contents.count == size else { throw unreadable(path) }
    return contents
  }

  private static func unreadable(_ path: String) -> LedgerError {
    LedgerError(
      .misconfigured, subject: "\(path):1", "this lexicon file cannot be read",
      hint: "give the service the right to read it, or take it out of the folder")
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
    var text = try text()
    text.withUTF8 { bytes in
      for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .enumerated()
      where line.first != UInt8(ascii: "#") {
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
          .map(Self.trimmed)
        guard fields.contains(where: { !$0.isEmpty }) else { continue }
        rows.append(Row(file: self, line: index + 1, fields: fields))
      }
    }
    return rows
  }

  /// Without the spaces around it, and without what is left of the end of a line.
  private static func trimmed(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var field = field
    while let first = field.first, first <= 0x20 { field.removeFirst() }
    while let last = field.last, last <= 0x20 { field.removeLast() }
    let text = String(decoding: field, as: UTF8.self)
    // Other spaces than that of ASCII are rare, and of these values.
    func mayBeSpace(_ scalar: Unicode.Scalar?) -> Bool {
      scalar.map { $0.value == 0xA0 || $0.value >= 0x1680 } ?? false
    }
    let scalars = text.unicodeScalars
    return mayBeSpace(scalars.first) || mayBeSpace(scalars.last)
      ? text.trimmingCharacters(in: .whitespaces) : text
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
