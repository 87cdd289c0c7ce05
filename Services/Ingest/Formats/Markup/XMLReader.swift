import CLibXML2

/// Reads XML with libxml2, piece by piece. It asks for nothing outside and takes no entities but those of XML itself, so
/// that nothing in a document can grow. What is not well formed is read as far as it goes.
final class XMLReader {
  enum Event {
    /// Names are as written, with their prefix; so are attributes, by name.
    case begin(name: String, attributes: [String: String])
    case end(name: String)
    /// Bytes as they are read, and where they stand.
    case text([UInt8], SourcePlaces.Place)
  }

  private let source: [UInt8]
  private let handle: (Event) -> Bool
  private var places = SourcePlaces()
  private var context: xmlParserCtxtPtr?

  private init(_ source: [UInt8], _ handle: @escaping (Event) -> Bool) {
    (self.source, self.handle) = (source, handle)
  }

  /// - Parameters:
  ///   - source: in UTF-8, whatever it says of itself.
  ///   - handle: takes what is read, in order; says whether to go on.
  /// - Returns: whether the document is well formed.
  @discardableResult
  static func read(_ source: [UInt8], _ handle: (Event) -> Bool) -> Bool {
    guard !source.isEmpty, source.count < Int(Int32.max) else { return false }
    LibXML2.prepare()
    return withoutActuallyEscaping(handle) { handle in XMLReader(source, handle).run() }
  }

  private func run() -> Bool {
    source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        let context = xmlCreateMemoryParserCtxt(start, Int32(bytes.count))
      else { return false }
      defer {
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        context.pointee.myDoc = nil
        xmlFreeParserCtxt(context)
      }
      // Without a handler for declarations of entities, there are none.
      var handlers = xmlSAXHandler()
      handlers.startElement = { context, name, attributes in
        XMLReader.of(context)?.begin(name, attributes)
      }
      handlers.endElement = { context, name in XMLReader.of(context)?.end(name) }
      handlers.characters = { context, text, count in XMLReader.of(context)?.add(text, count) }
      handlers.ignorableWhitespace = { context, text, count in
        XMLReader.of(context)?.add(text, count)
      }
      handlers.cdataBlock = { context, text, count in XMLReader.of(context)?.add(text, count) }
      handlers.comment = { context, _ in XMLReader.of(context)?.places.noteMarkup() }
      handlers.processingInstruction = { context, _, _ in
        XMLReader.of(context)?.places.noteMarkup()
      }
      context.pointee.sax.pointee = handlers
      context.pointee.userData = UnsafeMutableRawPointer(context)
      context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
      self.context = context
      let options =
        XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      xmlCtxtUseOptions(context, Int32(options))
      xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      xmlParseDocument(context)
      self.context = nil
      return context.pointee.wellFormed == 1
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> XMLReader? {
    guard let context = context?.assumingMemoryBound(to: xmlParserCtxt.self),
      let reader = context.pointee._private
    else { return nil }
    return Unmanaged<XMLReader>.fromOpaque(reader).takeUnretainedValue()
  }

  private var reached: Int {
    guard let input = context?.pointee.input?.pointee, let base = input.base, let cur = input.cur
    else { return 0 }
    return min(source.count, Int(input.consumed) + (cur - base))
  }

  private func begin(
    _ name: UnsafePointer<xmlChar>?, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    places.noteMarkup()
    var attributes: [String: String] = [:]
    var index = 0
    while let list, let key = list[index], index < 400 {
      attributes[String(cString: key)] = list[index + 1].map { String(cString: $0) } ?? ""
      index += 2
    }
    tell(.begin(name: name.map { String(cString: $0) } ?? "", attributes: attributes))
  }

  private func end(_ name: UnsafePointer<xmlChar>?) {
    places.noteMarkup()
    tell(.end(name: name.map { String(cString: $0) } ?? ""))
  }

  private func add(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard let text, count > 0 else { return }
    let bytes = UnsafeBufferPointer(start: text, count: Int(count))
    // A section of unparsed text is told of when its end was read as well: "]]>".
    let reached = reached
    let end =
      reached >= 3 && source[reached - 3..<reached].elementsEqual(Array("]]>".utf8))
        && !(reached >= bytes.count
          && source[(reached - bytes.count)..<reached].elementsEqual(bytes))
      ? reached - 3 : reached
    tell(.text(Array(bytes), places.find(bytes, at: start(of: text), before: end, in: source)))
  }

  /// Where text stands that the parser hands out in its place.
  private func start(of text: UnsafePointer<xmlChar>) -> Int? {
    guard let input = context?.pointee.input?.pointee, let base = input.base, let end = input.end,
      text >= base, text < end
    else { return nil }
    return Int(input.consumed) + (text - base)
  }

  private func tell(_ event: Event) {
    guard let context, context.pointee.disableSAX == 0 else { return }
    if !handle(event) { xmlStopParser(context) }
  }
}
