import Foundation
import Testing

@testable import Exports

@Suite("Docs/exports.md") struct ExportDocumentationTests {
  /// Each column of each table, with what it says, stands in the page under its format.
  @Test func thePageHasEveryColumnWithItsMeaning() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Docs/exports.md")
    let sections = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n## ")
    for format in ExportFormat.allCases {
      let section = try #require(
        sections.first { $0.hasPrefix("\(format.rawValue)\n") }, "\(format.rawValue)")
      let table = section.components(separatedBy: "| column | type | meaning |\n|---|---|---|\n")
      let expected = format.columns.map { "| `\($0.name)` | \($0.type.rawValue) | \($0.meaning) |" }
      #expect(table.count == (expected.isEmpty ? 1 : 2))
      let rows = table.dropFirst().first?.split(separator: "\n").prefix { $0.hasPrefix("| `") }
      #expect(rows.map { $0.map(String.init) } ?? [] == expected, "\(format.rawValue)")
    }
  }
}
