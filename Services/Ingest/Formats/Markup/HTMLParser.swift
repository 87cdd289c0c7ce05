import CLibXML2

/// Reads a page with libxml2, which puts right whatever is wrong with its markup, and finds out where in the page each
/// text stands: the parser says what it read and how far it is, and the bytes before that are compared.
final class HTMLParser {
  /// More nodes are not read; a page of a newspaper has a few thousand.
  static let mostNodes = 2_000_000
  /// Deeper elements lie side by side.
  static let mostDepth = 400
  /// Longer values of attributes are cut; a page's metadata have a few hundred bytes.
  private static let longestValue = 4096

  private var tree: HTMLTree
  /// Elements that have begun and not ended, each with its number, or -1 for one that lies side by side with others.
  private var open: [Int32] = []
  private var depth = 0
  private var places = SourcePlaces()
  private var context: htmlParserCtxtPtr?

  private init(_ source: [UInt8]) { tree = HTMLTree(source: source) }

  /// - Parameter source: in UTF-8, whatever it says of itself.
  static func parse(_ source: [UInt8]) -> HTMLTree {
    // The parser counts in 32 bits.
    guard !source.isEmpty, source.count < Int(Int32.max) else { return HTMLTree(source: []) }
    LibXML2.prepare()
    let parser = HTMLParser(source)
    parser.run()
    return parser.tree
  }

  private func run() {
    source.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        let context = htmlCreateMemoryParserCtxt(start, Int32(bytes.count))
      else { return }
      defer { htmlFreeParserCtxt(context) }
      // Its own handlers would build a tree of their own; `_private` is the parser's user's.
      var handlers = htmlSAXHandler()
      handlers.startElement = { context, name, attributes in
        HTMLParser.of(context)?.begin(name, attributes)
      }
      handlers.endElement = { context, _ in HTMLParser.of(context)?.end() }
      handlers.characters = { context, text, count in HTMLParser.of(context)?.add(text, count) }
      handlers.ignorableWhitespace = { context, text, count in
        HTMLParser.of(context)?.add(text, count)
      }
      handlers.cdataBlock = { context, _, _ in HTMLParser.of(context)?.places.noteMarkup() }
      handlers.comment = { context, _ in HTMLParser.of(context)?.places.noteMarkup() }
      handlers.processingInstruction = { context, _, _ in
        HTMLParser.of(context)?.places.noteMarkup()
      }
      context.pointee.sax.pointee = handlers
      context.pointee.userData = UnsafeMutableRawPointer(context)
      context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
      self.context = context
      let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
      htmlCtxtUseOptions(context, Int32(options))
      xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      htmlParseDocument(context)
      self.context = nil
    }
    while !open.isEmpty { end() }
  }

  private var source: [UInt8] { tree.source }

  private static func of(_ context: UnsafeMutableRawPointer?) -> HTMLParser? {
    guard let context = context?.assumingMemoryBound(to: htmlParserCtxt.self),
      let parser = context.pointee._private
    else { return nil }
    return Unmanaged<HTMLParser>.fromOpaque(parser).takeUnretainedValue()
  }

  /// How many bytes the parser has read.
  private var reached: Int {
    guard let input = context?.pointee.input?.pointee, let base = input.base, let cur = input.cur
    else { return 0 }
    return min(source.count, Int(input.consumed) + (cur - base))
  }

  private func begin(
    _ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    places.noteMarkup()
    guard tree.nodes.count < Self.mostNodes else { return stop() }
    let isDeep = open.count >= Self.mostDepth
    guard !isDeep || depth < 1_000_000 else { return stop() }
    depth += 1
    let first = Int32(tree.attributes.count)
    var index = 0
    while let attributes, let key = attributes[index], index < 400 {
      tree.attributes.append(
        .init(name: Self.string(key), value: attributes[index + 1].map(Self.string) ?? ""))
      index += 2
    }
    let place = Int32(reached)
    let tag = name.map { HTMLTag(name: Self.string($0)) } ?? .other
    let number = Int32(tree.nodes.count)
    tree.nodes.append(
      .init(
        tag: tag, parent: open.last ?? -1, end: number + 1, start: place, stop: place,
        attributes: first..<Int32(tree.attributes.count)))
    if !isDeep { open.append(number) }
  }

  private func end() {
    places.noteMarkup()
    depth -= 1
    // What lies side by side has ended where it began.
    guard depth < Self.mostDepth, let number = open.popLast() else { return }
    tree.nodes[Int(number)].end = Int32(tree.nodes.count)
  }

  private func add(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard let text, count > 0 else { return }
    guard tree.nodes.count < Self.mostNodes else { return stop() }
    let bytes = UnsafeBufferPointer(start: text, count: Int(count))
    let number = Int32(tree.nodes.count)
    var node = HTMLTree.Node(
      tag: .text, parent: open.last ?? -1, end: number + 1, start: 0, stop: 0)
    switch places.find(bytes, before: reached, in: source) {
    case .asItIs(let range):
      (node.start, node.stop) = (Int32(range.lowerBound), Int32(range.upperBound))
    case .standingFor(let range):
      (node.start, node.stop) = (Int32(range.lowerBound), Int32(range.upperBound))
      let first = Int32(tree.literals.count)
      tree.literals += bytes
      node.literal = first..<Int32(tree.literals.count)
    }
    tree.nodes.append(node)
  }

  private func stop() {
    guard let context, tree.stoppedAt == nil else { return }
    tree.stoppedAt = reached
    xmlStopParser(context)
  }

  private static func string(_ text: UnsafePointer<xmlChar>) -> String {
    var count = 0
    while count < longestValue, text[count] != 0 { count += 1 }
    return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
  }
}
