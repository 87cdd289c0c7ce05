/// Finds what a page is about: the elements that hold its report, or its reports.
struct PageContent {
  private let tree: HTMLTree
  private let furniture: PageFurniture
  /// Bytes of paragraphs before each node that are in no furniture.
  private var paragraphs: [Int32] = [0]

  init(_ tree: HTMLTree, _ lengths: TextLengths, _ furniture: PageFurniture) {
    self.tree = tree
    self.furniture = furniture
    paragraphs.reserveCapacity(tree.nodes.count + 1)
    var (silentEnd, paragraphEnd) = (0, 0)
    for index in tree.nodes.indices {
      var length = 0
      if index >= silentEnd, furniture.isFurniture(index) { silentEnd = Int(tree.nodes[index].end) }
      if index >= silentEnd, index >= paragraphEnd, isParagraph(index, lengths) {
        length = lengths.text(in: tree.inside(index))
        paragraphEnd = Int(tree.nodes[index].end)
      }
      paragraphs.append(paragraphs[index] + Int32(length))
    }
  }

  /// Text that somebody wrote, rather than a name or a button.
  private func isParagraph(_ node: Int, _ lengths: TextLengths) -> Bool {
    switch tree.nodes[node].tag {
    case .p, .pre, .blockquote, .li, .dd, .td, .th, .h1: break
    case .div, .section, .center, .font:
      // Text straight in it, as pages have that know no paragraphs.
      guard tree.children(of: node).prefix(200).contains(where: { isLongText($0) }) else {
        return false
      }
    default: return false
    }
    return lengths.text(in: tree.inside(node)) >= 30
  }

  private func isLongText(_ node: Int) -> Bool {
    let text = tree.nodes[node]
    return text.tag == .text && text.stop - text.start >= 80
  }

  private func amount(_ node: Int) -> Int {
    Int(paragraphs[Int(tree.nodes[node].end)] - paragraphs[node])
  }

  /// The elements that hold the reports of the page, in its order: mostly one.
  var roots: [Int] {
    guard let body = tree.nodes.firstIndex(where: { $0.tag == .body || $0.tag == .html }) else {
      return []
    }
    let all = Int(paragraphs[tree.nodes.count])
    let whole = tree.nodes.firstIndex { $0.tag == .body } ?? body
    guard all > 0 else { return [whole] }
    let articles = outermost { $0 == .article }.filter { amount($0) >= 200 }
    if let largest = articles.max(by: { amount($0) < amount($1) }) {
      // A report among teasers of others, or reports that are all there.
      if amount(largest) * 10 >= all * 7 { return [largest] }
      let inArticles = articles.reduce(0) { $0 + amount($1) }
      if inArticles * 10 >= all * 7, articles.count > 1, articles.allSatisfy(hasHeadline) {
        return articles
      }
    }
    return [densest(from: whole)]
  }

  private func hasHeadline(_ node: Int) -> Bool {
    tree.inside(node).contains { [.h1, .h2, .h3].contains(tree.nodes[$0].tag) }
  }

  private func outermost(_ isWanted: (HTMLTag) -> Bool) -> [Int] {
    var found: [Int] = []
    var next = 0
    while next < tree.nodes.count {
      if furniture.isFurniture(next) {
        next = Int(tree.nodes[next].end)
      } else if isWanted(tree.nodes[next].tag) {
        found.append(next)
        next = Int(tree.nodes[next].end)
      } else {
        next += 1
      }
    }
    return found
  }

  /// The smallest element that holds most of the text.
  private func densest(from node: Int) -> Int {
    var root = node
    let all = amount(node)
    while let next = tree.children(of: root).first(where: { child in
      !tree.nodes[child].tag.isInline && amount(child) * 20 >= all * 17
    }) {
      switch tree.nodes[next].tag {
      case .p, .pre, .blockquote, .table, .ul, .ol, .li, .dl: return root
      default: root = next
      }
    }
    return root
  }
}
