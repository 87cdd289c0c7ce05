import Ledger

/// What a page says of itself beside its text: in its head, in Open Graph, in JSON-LD, in marked elements.
struct PageMetadata {
  private let tree: HTMLTree
  private var metas: [String: String] = [:]
  private var structured = StructuredData()
  /// The encoding that it says it is in.
  private(set) var encoding: String?

  init(_ tree: HTMLTree) {
    self.tree = tree
    for index in tree.nodes.indices where tree.nodes[index].tag == .meta { read(meta: index) }
    structured = StructuredData(Self.scripts(of: tree.source))
  }

  private mutating func read(meta index: Int) {
    if let charset = tree.attribute("charset", of: index) { encoding = encoding ?? charset }
    let name =
      tree.attribute("property", of: index) ?? tree.attribute("name", of: index)
      ?? tree.attribute("itemprop", of: index)
    guard let content = tree.attribute("content", of: index) else { return }
    if tree.attribute("http-equiv", of: index)?.lowercased() == "content-type",
      let equals = content.lowercased().firstRange(of: "charset=")
    {
      let label = content.lowercased()[equals.upperBound...].prefix { $0 != ";" }
      encoding = encoding ?? String(label)
    }
    guard let name, metas.count < 400 else { return }
    let key = name.lowercased()
    if metas[key] == nil { metas[key] = content }
  }

  /// What the whole page says of itself.
  var part: ReadDocument.Part {
    ReadDocument.Part(
      title: Self.clean(title), published: published, outlet: Self.clean(outlet), url: url ?? "")
  }

  /// What one of several reports on the page says of itself.
  func part(of root: Int, first: Bool) -> ReadDocument.Part {
    let inside = tree.inside(root)
    let heading = inside.first { [.h1, .h2, .h3].contains(tree.nodes[$0].tag) }
    return ReadDocument.Part(
      title: heading.map { tree.text(of: $0) } ?? "", published: date(in: inside),
      outlet: Self.clean(outlet), url: first ? url ?? "" : "")
  }

  private var title: String? {
    metas["og:title"] ?? structured.title ?? metas["twitter:title"]
      ?? tree.nodes.indices.first { tree.nodes[$0].tag == .h1 }.map { tree.text(of: $0) }
      ?? tree.nodes.indices.first { tree.nodes[$0].tag == .title }.map { tree.text(of: $0) }
  }

  private var outlet: String? {
    metas["og:site_name"] ?? structured.outlet ?? metas["application-name"] ?? metas["dc.publisher"]
  }

  private var url: String? {
    let canonical = tree.nodes.indices.first {
      tree.nodes[$0].tag == .link && tree.attribute("rel", of: $0)?.lowercased() == "canonical"
    }
    let found = canonical.flatMap { tree.attribute("href", of: $0) } ?? metas["og:url"]
    guard let found, WebAddress(found) != nil, found.utf8.count <= 2048 else { return nil }
    return found
  }

  private static let dateNames = [
    "article:published_time", "og:article:published_time", "article:published",
    "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date",
    "dcterms.issued", "pubdate", "publishdate", "publish-date", "parsely-pub-date",
    "sailthru.date", "article.published", "publication_date", "citation_publication_date",
    "citation_date",
  ]

  private var published: DateStatement? {
    for name in Self.dateNames {
      if let date = metas[name].flatMap({ WebDate.date(in: $0) }) {
        return DateStatement(date, basis: .metadata)
      }
    }
    if let date = structured.published.flatMap({ WebDate.date(in: $0) }) {
      return DateStatement(date, basis: .metadata)
    }
    if let date = date(in: 0..<tree.nodes.count) { return date }
    return url.flatMap { WebDate.date(inAddress: $0) }.map { DateStatement($0, basis: .address) }
  }

  /// In an element that is marked as the date of publication; else in the first one that is a time at all.
  private func date(in nodes: Range<Int>) -> DateStatement? {
    var first: DateStatement?
    for index in nodes where tree.nodes[index].tag != .text {
      let isMarked = tree.attribute("itemprop", of: index)?.lowercased() == "datepublished"
      guard isMarked || tree.nodes[index].tag == .time else { continue }
      let words =
        tree.attribute("datetime", of: index) ?? tree.attribute("content", of: index)
        ?? tree.text(of: index, limit: 60)
      guard let date = WebDate.date(in: words) else { continue }
      let statement = DateStatement(date, basis: .metadata)
      if isMarked { return statement }
      first = first ?? statement
    }
    return first
  }

  private static func clean(_ text: String?) -> String {
    let words = (text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(words.filter { !$0.unicodeScalars.contains { $0.value < 0x20 } }.prefix(300))
  }

  /// What stands in the page's scripts of structured data. The tree has no scripts.
  private static func scripts(of source: [UInt8]) -> [ArraySlice<UInt8>] {
    let mark = Array("application/ld+json".utf8)
    let end = Array("</script".utf8)
    var scripts: [ArraySlice<UInt8>] = []
    var place = 0
    while scripts.count < 20, let found = source.firstRange(of: mark, from: place),
      let start = source[found.upperBound...].prefix(300).firstIndex(of: UInt8(ascii: ">")),
      let stop = source.firstRange(of: end, from: start)
    {
      scripts.append(source[start + 1..<stop.lowerBound])
      place = stop.upperBound
    }
    return scripts
  }
}

extension [UInt8] {
  /// Where some bytes stand next, whatever the case of their letters.
  func firstRange(of wanted: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = wanted.first, count >= wanted.count, start <= count - wanted.count else {
      return nil
    }
    func isSame(_ one: UInt8, _ other: UInt8) -> Bool {
      one == other || one | 0x20 == other && (0x61...0x7A).contains(other)
    }
    return withUnsafeBufferPointer { bytes in
      for place in start...(count - wanted.count) where isSame(bytes[place], first) {
        if (0..<wanted.count).allSatisfy({ isSame(bytes[place + $0], wanted[$0]) }) {
          return place..<place + wanted.count
        }
      }
      return nil
    }
  }
}
