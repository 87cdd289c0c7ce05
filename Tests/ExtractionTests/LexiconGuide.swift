import Foundation

/// What Docs/lexicons.md shows: files by name, and the rows of its tables. So the page is run and cannot go stale.
struct LexiconGuide {
  /// The contents of each file that is shown: a line that ends in its name, then a fenced block.
  private(set) var files: [String: String] = [:]
  private let lines: [String]

  init() throws {
    let path = Repository.root.appendingPathComponent("Docs/lexicons.md").path
    lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var name: String?
    var block: [String]?
    var margin = 0
    for line in lines {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("```") {
        if let contents = block {
          if let name { files[name] = contents.joined(separator: "\n") + "\n" }
          (name, block) = (nil, nil)
        } else {
          block = []
          margin = line.count - text.count
        }
      } else if block != nil {
        block?.append(String(line.dropFirst(margin)))
      } else if !text.isEmpty {
        name = Self.name(in: line)
      }
    }
  }

  /// "`parties/valdora.yaml`:" at the end of a line.
  private static func name(in line: String) -> String? {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[2] == ":" ? String(parts[1]) : nil
  }

  /// The cells of a table's rows, by the first cell of its header.
  func rows(under header: String) -> [[String]] {
    guard let start = lines.firstIndex(where: { $0.hasPrefix("| \(header) |") }) else { return [] }
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
    }
  }
}

extension LexiconGuide {
  /// The rows that the page shows for a text, cell by cell: those above the line that counts them.
  func shown(for text: String) -> [[String]] {
    guard let end = lines.firstIndex(where: { $0.hasPrefix("\(text): ") }),
      let header = lines[..<end].lastIndex(where: { $0.contains("FIGURE  MEASURE") })
    else { return [] }
    return lines[header + 1..<end].map { line in
      line.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
    }
  }
}
