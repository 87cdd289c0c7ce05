import Foundation

/// What others publish of a format, from Tests/ExportFormats.
struct FormatDescription {
  let fields: [String: Any]

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("ExportFormats")
    let data = try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
    fields = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  func list(_ name: String) -> [String] { fields[name] as? [String] ?? [] }
  func text(_ name: String) -> String { fields[name] as? String ?? "" }
  func texts(_ name: String) -> [String: String] { fields[name] as? [String: String] ?? [:] }
  func lists(_ name: String) -> [String: [String]] { fields[name] as? [String: [String]] ?? [:] }
}

/// JSON, read by a reader that shares nothing with the writer.
func parsed(_ text: String) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(text.utf8))
}
