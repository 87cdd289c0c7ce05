import Ledger

/// Reads a feed (RSS, Atom): each item is a document of its own, with its own date.
enum FeedReader {
  static let reader = TextReader(name: "reckoner-feed", version: "1")
  /// Of one feed.
  private static let mostItems = 5000

  /// - Parameter text: of the feed, in UTF-8.
  static func read(_ text: [UInt8]) -> TextReading {
    var feed = FeedParser()
    let isWhole = XMLReader.read(text) { event in
      feed.take(event)
      return feed.items.count <= mostItems
    }
    feed.finish()
    var reading = TextReading(
      mediaType: feed.isAtom ? "application/atom+xml" : "application/rss+xml", reader: reader,
      text: [], blocks: [], map: TextMap(), parts: [])
    for item in feed.items.prefix(mostItems) { add(item, of: feed, to: &reading) }
    if feed.items.count > mostItems {
      reading.warnings.append("the feed has more than \(mostItems) items; these were read")
    } else if !isWhole {
      reading.warnings.append("the feed is not well formed; it was read as far as it goes")
    }
    return reading
  }

  private static func add(_ item: FeedItem, of feed: FeedParser, to reading: inout TextReading) {
    let part = reading.parts.count
    for (kind, markup) in item.texts where kind == .title || kind == item.body {
      let inner = HTMLReader.read(markup.text)
      let before = reading.text.count
      reading.text += inner.text
      reading.map.append(inner.map.through(markup.map, markup.text))
      for block in inner.blocks {
        let range = block.range.lowerBound + before..<block.range.upperBound + before
        reading.blocks.append(
          ReadDocument.Block(
            section: kind == .title ? .headline : block.section, range: range, part: part,
            columnHeaders: block.columnHeaders))
      }
    }
    reading.parts.append(
      ReadDocument.Part(
        title: item.title, published: item.published, outlet: feed.title, url: item.url))
  }
}

/// Text that was marked up a second time to stand in a feed, and where it lies there.
struct EscapedMarkup {
  var text: [UInt8] = []
  var map = TextMap()

  mutating func add(_ bytes: [UInt8], _ place: SourcePlaces.Place) {
    text += bytes
    switch place {
    case .asItIs(let range): map.add(original: range, textLength: bytes.count)
    case .standingFor(let range): map.add(original: range, literal: bytes)
    }
  }
}

struct FeedItem {
  enum Kind {
    case title, summary, content
  }

  /// In the order of the feed.
  var texts: [(kind: Kind, markup: EscapedMarkup)] = []
  var url = ""
  var date: String?

  /// The longest that it has of its text.
  var body: Kind {
    let contents = texts.contains { $0.kind == .content && $0.markup.text.count > 1 }
    return contents ? .content : .summary
  }

  var title: String {
    guard let title = texts.first(where: { $0.kind == .title }) else { return "" }
    let words = String(decoding: title.markup.text, as: UTF8.self).split(
      whereSeparator: \.isWhitespace)
    return String(words.joined(separator: " ").prefix(300))
  }

  var published: DateStatement? {
    if let date = date.flatMap({ WebDate.date(in: $0) }) {
      return DateStatement(date, basis: .metadata)
    }
    return WebDate.date(inAddress: url).map { DateStatement($0, basis: .address) }
  }
}

/// Takes a feed apart into its items.
struct FeedParser {
  private(set) var items: [FeedItem] = []
  /// Of the feed: the name of its outlet.
  private(set) var title = ""
  private(set) var isAtom = false
  private var item: FeedItem?
  /// The element whose text is being read, with how deep in it others are open.
  private var field: (name: String, depth: Int)?
  private var markup = EscapedMarkup()

  mutating func take(_ event: XMLReader.Event) {
    switch event {
    case .begin(let name, let attributes): begin(Self.plain(name), attributes)
    case .end(let name): end(Self.plain(name))
    case .text(let bytes, let place):
      if field != nil { markup.add(bytes, place) }
    }
  }

  /// Takes in what was open when reading ended.
  mutating func finish() {
    if let item { items.append(item) }
    item = nil
  }

  private static func plain(_ name: String) -> String { name.lowercased() }

  private static let fields: Set<String> = [
    "title", "link", "guid", "pubdate", "published", "updated", "issued", "dc:date", "description",
    "summary", "content", "content:encoded", "id",
  ]

  private mutating func begin(_ name: String, _ attributes: [String: String]) {
    if let open = field {
      field = (open.name, open.depth + 1)
      return
    }
    switch name {
    case "feed": isAtom = true
    case "item", "entry":
      finish()
      item = FeedItem()
    case "link":
      let isOwn = ["alternate", nil].contains(attributes["rel"])
      if let target = attributes["href"], isOwn { setAddress(target) } else { open(name) }
    case let name where Self.fields.contains(name): open(name)
    default: break
    }
  }

  private mutating func open(_ name: String) {
    field = (name, 0)
    markup = EscapedMarkup()
  }

  private mutating func end(_ name: String) {
    if let open = field {
      if open.depth > 0 {
        field = (open.name, open.depth - 1)
      } else {
        field = nil
        close(open.name)
      }
    } else if name == "item" || name == "entry" {
      finish()
    }
  }

  private mutating func close(_ name: String) {
    let words = String(decoding: markup.text.prefix(4096), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard item != nil else {
      if name == "title", title.isEmpty { title = String(words.prefix(300)) }
      return
    }
    switch name {
    case "title": item?.texts.append((.title, markup))
    case "description", "summary": item?.texts.append((.summary, markup))
    case "content", "content:encoded": item?.texts.append((.content, markup))
    case "link", "guid", "id": setAddress(words)
    case "pubdate", "published", "issued": item?.date = words
    case "updated", "dc:date":
      if item?.date == nil { item?.date = words }
    default: break
    }
  }

  private mutating func setAddress(_ text: String) {
    guard var found = item, found.url.isEmpty, text.utf8.count <= 2048, WebAddress(text) != nil
    else { return }
    found.url = text
    item = found
  }
}
