/// Where each entry of the lexicon stands: file and line. Reading a text never looks here; explaining one does.
struct LexiconOrigins: Sendable {
  struct Place: Hashable, Sendable {
    /// Below its lexicon's directory; with that directory's name before it where it is not the first one.
    var file: String
    var line: Int
  }

  private struct Line: Sendable {
    var file: Int32
    var line: Int32
  }

  /// The directory whose files go by their names alone.
  private var base: String?
  private var files: [String] = []
  private var numbers: [String: Int32] = [:]
  private var lines: [Line] = []
  private var records: [String: Int32] = [:]

  /// The number by which an entry is found again.
  mutating func note(_ file: LexiconFile, line: Int) -> Int32 {
    let number = numbers[file.path] ?? Int32(files.count)
    if Int(number) == files.count {
      numbers[file.path] = number
      files.append(shown(file))
    }
    lines.append(Line(file: number, line: Int32(clamping: line)))
    return Int32(lines.count - 1)
  }

  /// - Parameter key: folder and id, such as `conflicts/gaza-2023`.
  mutating func note(record key: String, _ file: LexiconFile, line: Int) {
    records[key] = note(file, line: line)
  }

  func place(_ origin: Int32) -> Place? {
    guard let line = lines[safe: Int(origin)], let file = files[safe: Int(line.file)] else {
      return nil
    }
    return Place(file: file, line: Int(line.line))
  }

  func place(ofRecord key: String) -> Place? { records[key].flatMap(place) }

  private mutating func shown(_ file: LexiconFile) -> String {
    let directory = String(file.path.dropLast(file.name.count))
    if base == nil { base = directory }
    guard directory != base, let name = directory.split(separator: "/").last else {
      return file.name
    }
    return "\(name)/\(file.name)"
  }
}
