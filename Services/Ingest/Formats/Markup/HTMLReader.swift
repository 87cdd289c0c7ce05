import Ledger

/// Reads a page: the text of its report, or its reports, and what its metadata say of it.
enum HTMLReader {
  static let reader = TextReader(name: "reckoner-html", version: "1")

  /// - Parameter text: of the page, in UTF-8.
  static func read(_ text: [UInt8]) -> TextReading {
    let tree = HTMLParser.parse(text)
    let lengths = TextLengths(tree)
    let furniture = PageFurniture(tree, lengths)
    let roots = PageContent(tree, lengths, furniture).roots
    var blocks = PageBlocks(tree, furniture)
    for (number, root) in roots.enumerated() {
      blocks.read(root, headline: number == 0 ? headline(before: root, tree) : nil)
    }
    var reading = TextReading(
      mediaType: "text/html", reader: reader, text: blocks.content.text, blocks: blocks.blocks,
      map: blocks.content.map)
    let metadata = PageMetadata(tree)
    reading.parts = [metadata.part]
    if roots.count > 1 {
      reading.parts = roots.enumerated().map { number, root in
        metadata.part(of: root, first: number == 0)
      }
    }
    reading.declaredEncoding = metadata.encoding
    if let stop = tree.stoppedAt {
      reading.warnings.append(
        "the page has more than \(HTMLParser.mostNodes) elements and texts; read up to byte \(stop)"
      )
    }
    return reading
  }

  /// The headline of a page whose report begins behind it.
  private static func headline(before root: Int, _ tree: HTMLTree) -> Int? {
    guard !tree.inside(root).contains(where: { tree.nodes[$0].tag == .h1 }) else { return nil }
    return tree.nodes.indices.prefix(root).last {
      tree.nodes[$0].tag == .h1 && Int(tree.nodes[$0].end) <= root
        && !tree.isInside($0, [.nav, .aside])
    }
  }
}
