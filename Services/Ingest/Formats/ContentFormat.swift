import Ledger

/// What a text is, as its content tells: nobody is asked for a name.
enum TextFormat {
  case html
  case feed
  /// Of cells that a byte sets apart.
  case table(delimiter: UInt8)
  case markdown
  case plain

  /// - Parameter text: in UTF-8.
  static func of(_ text: [UInt8], lines: () -> [Line]) -> TextFormat {
    switch MarkupBeginning(of: text).element {
    case "rss", "feed", "rdf:rdf": .feed
    case let element? where HTMLTag(name: element) != .other: .html
    default:
      if let delimiter = DelimitedReader.delimiter(of: text) {
        .table(delimiter: delimiter)
      } else {
        MarkdownReader.recognises(lines()) ? .markdown : .plain
      }
    }
  }
}

/// What a document is whose text cannot be read as it is, as its content tells.
enum Container {
  case pdf
  case docx
  case mail

  static func of(_ bytes: [UInt8]) -> Container? {
    if PDFReader.recognises(bytes) { return .pdf }
    if DOCXReader.recognises(bytes) { return .docx }
    return MailReader.recognises(bytes) ? .mail : nil
  }
}

/// How a text begins that may be markup.
struct MarkupBeginning {
  /// The first element, or the one that the document is declared to be, in lower case; nil where there is none.
  private(set) var element: String?

  /// Comments and instructions may stand before it; no more than so much is looked at.
  private static let reach = 1 << 16

  init(of text: [UInt8]) {
    var rest = text.prefix(Self.reach)
    while true {
      rest = rest.drop { $0 <= 0x20 }
      if rest.starts(with: Array("<!--".utf8)) {
        guard let end = Self.end(of: "-->", in: rest) else { return }
        rest = rest[end...]
      } else if rest.starts(with: Array("<?".utf8)) {
        guard let end = Self.end(of: "?>", in: rest) else { return }
        rest = rest[end...]
      } else {
        break
      }
    }
    guard rest.first == UInt8(ascii: "<") else { return }
    let name = rest.dropFirst().prefix { byte in
      byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
    }
    guard (1...16).contains(name.count) else { return }
    element = String(decoding: name, as: UTF8.self).lowercased()
    guard element == "!doctype" else { return }
    let declared = rest.dropFirst(1 + name.count).drop { $0 <= 0x20 }.prefix(16).prefix { byte in
      byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "[")
    }
    element = String(decoding: declared, as: UTF8.self).lowercased()
  }

  private static func end(of mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let mark = Array(mark.utf8)
    return Array(bytes).firstRange(of: mark, from: 0).map { bytes.startIndex + $0.upperBound }
  }
}
