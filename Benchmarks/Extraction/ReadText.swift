import Formats
import Foundation
import Ledger

/// What is read of a file, for whoever compares it with what should be.
struct ReadText: Encodable {
  var blocks: [Block]
  var title: String
  var published: String
  var outlet: String

  struct Block: Encodable {
    var section: String
    var text: String
  }

  /// A file that is refused has no blocks.
  init(_ file: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let document = try? FormatReader.read(bytes)
    blocks = (document?.blocks ?? []).map { block in
      Block(
        section: "\(block.section)",
        text: String(decoding: document?.text[block.range] ?? [], as: UTF8.self))
    }
    title = document?.parts.first?.title ?? ""
    published = document?.parts.first?.published?.date.description ?? ""
    outlet = document?.parts.first?.outlet ?? ""
  }

  func json() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
}
