/// Tells what of a page is no part of a report: menus, forms, what is hidden, what invites to read, share or pay.
struct PageFurniture {
  private let tree: HTMLTree
  private let lengths: TextLengths
  /// Bytes of sentences on the page.
  private let prose: Int

  init(_ tree: HTMLTree, _ lengths: TextLengths) {
    self.tree = tree
    self.lengths = lengths
    prose = lengths.prose(in: 0..<tree.nodes.count)
  }

  /// Words of classes and ids of such elements. Only what no page calls its report.
  private static let words: Set<Substring> = [
    "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "footer",
    "sidebar", "aside", "share", "sharing", "social", "socials", "related", "recommended",
    "recommendation", "recommendations", "comment", "comments", "disqus", "cookie", "cookies",
    "consent", "gdpr", "newsletter", "subscribe", "subscription", "signup", "paywall", "promo",
    "advert", "advertisement", "ads", "sponsored", "popup", "modal", "overlay", "pagination",
    "pager", "toolbar", "skip", "login", "search", "outbrain", "taboola", "trending", "pullquote",
    "readmore", "byline", "masthead", "teaser", "teasers",
  ]
  /// Classes of what is shown to nobody, or to readers that speak only.
  private static let hiding: Set<Substring> = [
    "hidden", "hide", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text",
    "d-none", "noprint-hidden",
  ]
  private static let roles: Set<String> = [
    "navigation", "banner", "complementary", "search", "contentinfo", "dialog", "alert", "menu",
  ]

  /// Whether nothing in an element is to be read.
  func isFurniture(_ node: Int) -> Bool {
    let tag = tree.nodes[node].tag
    if tag.isNeverText { return true }
    switch tag {
    case .text, .html, .body, .main, .article, .h1, .p, .br, .table, .tr, .td, .th, .time:
      return isHidden(node)
    default: break
    }
    // Where most of a page's sentences stand is what it is about, whatever it is called.
    guard lengths.prose(in: tree.inside(node)) * 5 < prose * 2 || prose == 0 else { return false }
    guard !isHidden(node) else { return true }
    if tag == .noscript || tag == .aside || tag == .footer || tag == .form { return true }
    if let role = tree.attribute("role", of: node), Self.roles.contains(role) { return true }
    if isNamedSo(node, "class") || isNamedSo(node, "id") { return true }
    return isListOfLinks(node)
  }

  private func isHidden(_ node: Int) -> Bool {
    guard !tree.nodes[node].attributes.isEmpty else { return false }
    if tree.attribute("hidden", of: node) != nil { return true }
    if tree.attribute("aria-hidden", of: node) == "true" { return true }
    if let names = tree.attribute("class", of: node), names.utf8.count < 400,
      names.split(separator: " ").contains(where: Self.hiding.contains)
    {
      return true
    }
    guard let style = tree.attribute("style", of: node) else { return false }
    let plain = style.lowercased().filter { !$0.isWhitespace }
    return plain.contains("display:none") || plain.contains("visibility:hidden")
  }

  private func isNamedSo(_ node: Int, _ attribute: String) -> Bool {
    guard let names = tree.attribute(attribute, of: node), names.utf8.count < 400 else {
      return false
    }
    return names.lowercased().split(separator: " ").contains { name in
      let parts = name.split { !$0.isLetter && !$0.isNumber }
      // "has-sidebar" says what else is there, and a name of many parts what its style is.
      guard parts.count <= 3, let first = parts.first, !Self.having.contains(first) else {
        return false
      }
      return parts.contains(where: Self.words.contains)
    }
  }

  private static let having: Set<Substring> = [
    "has", "no", "with", "without", "is", "not", "hide", "show", "pt", "col", "js",
  ]

  /// A menu, or what else one may read.
  private func isListOfLinks(_ node: Int) -> Bool {
    switch tree.nodes[node].tag {
    case .ul, .ol, .div, .section, .dl:
      let inside = tree.inside(node)
      let all = lengths.text(in: inside)
      return all > 0 && lengths.links(in: inside) * 10 > all * 7
    default: return false
    }
  }
}

/// How much text lies in stretches of a page, each told at once.
struct TextLengths {
  private var texts: [Int32] = [0]
  private var linked: [Int32] = [0]
  private var sentences: [Int32] = [0]

  /// A text of so many bytes in one piece is no name and no button.
  private static let leastProse = 60

  init(_ tree: HTMLTree) {
    texts.reserveCapacity(tree.nodes.count + 1)
    linked.reserveCapacity(tree.nodes.count + 1)
    sentences.reserveCapacity(tree.nodes.count + 1)
    var linkEnd = 0
    var silentEnd = 0
    for (index, node) in tree.nodes.enumerated() {
      if node.tag == .a { linkEnd = max(linkEnd, Int(node.end)) }
      if node.tag.isNeverText { silentEnd = max(silentEnd, Int(node.end)) }
      let length = node.tag == .text && index >= silentEnd ? Self.length(of: node, in: tree) : 0
      texts.append(texts[index] + length)
      linked.append(linked[index] + (index < linkEnd ? length : 0))
      let isProse = length >= Self.leastProse && index >= linkEnd
      sentences.append(sentences[index] + (isProse ? length : 0))
    }
  }

  /// Bytes that are no white space at the ends of a text.
  private static func length(of node: HTMLTree.Node, in tree: HTMLTree) -> Int32 {
    guard node.literal == nil else { return 1 }
    return tree.source.withUnsafeBufferPointer { source in
      var (start, end) = (Int(node.start), Int(node.stop))
      while start < end, source[start] <= 0x20 { start += 1 }
      while end > start, source[end - 1] <= 0x20 { end -= 1 }
      return Int32(end - start)
    }
  }

  func text(in nodes: Range<Int>) -> Int {
    Int(texts[nodes.upperBound] - texts[nodes.lowerBound])
  }

  func prose(in nodes: Range<Int>) -> Int {
    Int(sentences[nodes.upperBound] - sentences[nodes.lowerBound])
  }

  func links(in nodes: Range<Int>) -> Int {
    Int(linked[nodes.upperBound] - linked[nodes.lowerBound])
  }
}
