/// The elements and texts of a page in the order in which they begin. An element's own are those behind it, up to `end`.
struct HTMLTree {
  /// Bytes of UTF-8 that were read.
  let source: [UInt8]
  var nodes: [Node] = []
  var attributes: [Attribute] = []
  /// What texts that do not stand in the source as they are read, such as entities, stand for.
  var literals: [UInt8] = []
  /// Where reading ended before the end of the page; nil where it did not.
  var stoppedAt: Int?

  init(source: [UInt8]) { self.source = source }

  struct Node {
    var tag: HTMLTag
    var parent: Int32
    /// Behind the last node that is in it.
    var end: Int32
    /// Bytes of the source. Of an element: about where its start tag ends.
    var start: Int32
    var stop: Int32
    /// Of a text that does not stand in the source: bytes of `literals`.
    var literal: Range<Int32>?
    /// Of an element: its own in `attributes`.
    var attributes: Range<Int32> = 0..<0
  }

  struct Attribute {
    /// In lower case.
    var name: String
    var value: String
  }

  func attribute(_ name: String, of node: Int) -> String? {
    let range = nodes[node].attributes
    return attributes[Int(range.lowerBound)..<Int(range.upperBound)].first { $0.name == name }?
      .value
  }

  /// The nodes that are in an element, at any depth.
  func inside(_ node: Int) -> Range<Int> { node + 1..<Int(nodes[node].end) }

  /// The nodes that are in an element and in no other one that is in it.
  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var next = node + 1
    while next < Int(nodes[node].end) {
      children.append(next)
      next = Int(nodes[next].end)
    }
    return children
  }

  /// The bytes of a text as they are read.
  func bytes(of text: Int) -> ArraySlice<UInt8> {
    let node = nodes[text]
    if let literal = node.literal {
      return literals[Int(literal.lowerBound)..<Int(literal.upperBound)]
    }
    return source[Int(node.start)..<Int(node.stop)]
  }

  /// All text in an element, with single spaces for white space and none at its ends.
  func text(of node: Int, limit: Int = 2000) -> String {
    var bytes: [UInt8] = []
    for index in inside(node) where nodes[index].tag == .text {
      bytes += self.bytes(of: index)
      if bytes.count > limit { break }
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// Whether a node is in an element of a kind.
  func isInside(_ node: Int, _ tags: Set<HTMLTag>) -> Bool {
    var parent = Int(nodes[node].parent)
    while parent >= 0 {
      if tags.contains(nodes[parent].tag) { return true }
      parent = Int(nodes[parent].parent)
    }
    return false
  }
}
