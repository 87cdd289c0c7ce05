import CLibXML2
import Ledger

/// Goes through XML from its beginning to its end, element by element. It opens no network and no file, takes no document
/// type, so that there are no entities but the five that XML has, and goes no deeper than libxml2's own bound of 256.
struct OfficeXML: ~Copyable {
  private let reader: xmlTextReaderPtr
  private let name: String
  /// The library reads from where they lie.
  private let bytes: UnsafeMutableBufferPointer<CChar>

  enum Event {
    /// An element begins, by its name without prefix. An empty one ends at once: `end` follows all the same.
    case start(String)
    case end(String)
    /// Text, in UTF-8.
    case text([UInt8])
  }

  /// Of an empty element that was just begun.
  private var pendingEnd: String?

  /// - Parameter name: of the file, for messages.
  /// - Throws: `malformed` for a document type, which no office file has.
  init(_ content: [UInt8], name: String) throws(LedgerError) {
    // Before the parser sees it: declarations of entities are work even where nothing uses them.
    guard !ByteSearch("<!DOCTYPE").isIn(content) else { throw Self.documentType(name) }
    LibXML2.prepare()
    let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: content.count)
    _ = bytes.initialize(from: content.lazy.map { CChar(bitPattern: $0) })
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
      | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NOCDATA.rawValue
    guard
      let reader = xmlReaderForMemory(
        bytes.baseAddress, Int32(clamping: content.count), nil, nil, Int32(options))
    else {
      bytes.deallocate()
      throw LedgerError(.malformed, subject: name, "this is no XML")
    }
    self.reader = reader
    self.name = name
    self.bytes = bytes
  }

  deinit {
    xmlFreeTextReader(reader)
    bytes.deallocate()
  }

  /// What comes next; nil at the end.
  /// - Throws: `malformed` with the line where the XML is broken.
  mutating func next() throws(LedgerError) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while true {
      switch xmlTextReaderRead(reader) {
      case 1: break
      case 0: return nil
      default:
        throw LedgerError(
          .malformed, subject: "\(name) (line \(xmlTextReaderGetParserLineNumber(reader)))",
          "the XML is broken, or goes deeper than any document",
          hint: "the file is damaged: save it anew with an office program")
      }
      switch xmlTextReaderNodeType(reader) {
      case Int32(XML_READER_TYPE_ELEMENT.rawValue):
        let element = Self.string(xmlTextReaderConstLocalName(reader))
        if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = element }
        return .start(element)
      case Int32(XML_READER_TYPE_END_ELEMENT.rawValue):
        return .end(Self.string(xmlTextReaderConstLocalName(reader)))
      case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue),
        Int32(XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue):
        guard let value = xmlTextReaderConstValue(reader) else { continue }
        return .text(Array(UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value)))))
      case Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue),
        Int32(XML_READER_TYPE_ENTITY_REFERENCE.rawValue):
        throw Self.documentType(name)
      default: continue
      }
    }
  }

  /// An attribute of the element that was just begun, by its name without prefix; nil where it has none.
  func attribute(_ wanted: String) -> String? {
    var found: String?
    var more = xmlTextReaderMoveToFirstAttribute(reader)
    while more == 1 {
      if Self.string(xmlTextReaderConstLocalName(reader)) == wanted {
        found = Self.string(xmlTextReaderConstValue(reader))
        break
      }
      more = xmlTextReaderMoveToNextAttribute(reader)
    }
    _ = xmlTextReaderMoveToElement(reader)
    return found
  }

  private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
    guard let pointer else { return "" }
    let bytes = UnsafeBufferPointer(start: pointer, count: Int(xmlStrlen(pointer)))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func documentType(_ name: String) -> LedgerError {
    LedgerError(
      .malformed, subject: name, "it declares a document type, which no office file does",
      hint: "such a file is made to be expanded without end; save it anew with an office program")
  }
}
