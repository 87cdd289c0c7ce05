/// What a request's Accept headers say, as RFC 9110 reads them.
enum Negotiation {
  private struct Range {
    let name: Substring
    let quality: Double
  }

  private static func ranges(_ header: String) -> [Range] {
    header.split(separator: ",").prefix(64).map { part in
      let pieces = part.split(separator: ";").map { $0.trimmed }
      let quality =
        pieces.dropFirst().first { $0.lowercased().hasPrefix("q=") }
        .flatMap { Double($0.dropFirst(2)) } ?? 1
      return Range(name: pieces.first ?? "", quality: quality.isFinite ? quality : 0)
    }
  }

  /// The best of what is offered, the first one among equals; nil where none will do.
  static func mediaType(_ accept: String?, of offered: [String]) -> String? {
    guard let accept, !accept.trimmed.isEmpty else { return offered.first }
    let ranges = ranges(accept)
    let rated = offered.map { type in (type, quality(of: type, in: ranges)) }
    guard let best = rated.map(\.1).max(), best > 0 else { return nil }
    return rated.first { $0.1 == best }?.0
  }

  /// By the range that says most about it.
  private static func quality(of type: String, in ranges: [Range]) -> Double {
    let group = type.prefix { $0 != "/" } + "/*"
    for wanted in [type[...], group[...], "*/*"] {
      if let range = ranges.first(where: { $0.name.lowercased() == wanted.lowercased() }) {
        return range.quality
      }
    }
    return 0
  }

  static func takesGzip(_ header: String?) -> Bool {
    guard let header else { return false }
    let ranges = ranges(header)
    let range =
      ranges.first { $0.name.lowercased() == "gzip" } ?? ranges.first { $0.name == "*" }
    return (range?.quality ?? 0) > 0
  }

  /// Whether one of the tags that a caller has is this one, compared weakly.
  static func matches(_ header: String?, _ tag: String) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { part in
      let given = part.trimmed
      return given == "*" || given == tag || "W/\(given)" == tag
    }
  }
}

extension StringProtocol {
  fileprivate var trimmed: SubSequence {
    let start = firstIndex { $0 != " " && $0 != "\t" } ?? endIndex
    let end = lastIndex { $0 != " " && $0 != "\t" }.map { index(after: $0) } ?? start
    return self[start..<end]
  }
}
