import Ledger

/// What records of one kind say of each other, field by field. A record that leads back to itself has no meaning: a
/// part that holds its whole, a count that builds on itself.
struct LexiconLinks {
  private struct Link {
    var from: String
    var to: String
    var file: LexiconFile
    var line: Int
  }

  private var byField: [String: [Link]] = [:]

  mutating func add(
    _ field: String, _ from: String, _ to: String, _ file: LexiconFile, line: Int
  ) {
    byField[field, default: []].append(Link(from: from, to: to, file: file, line: line))
  }

  /// Of a way round that nobody could read.
  private static let mostShown = 12

  /// Names the way round, and the line where it begins.
  func refuseCycles() throws(LedgerError) {
    for (field, links) in byField.sorted(by: { $0.key < $1.key }) {
      guard let cycle = Self.cycle(in: links), let first = cycle.first else { continue }
      let shown = cycle.prefix(Self.mostShown).map(\.from)
      let way = (shown + (cycle.count > shown.count ? ["…"] : []) + [first.from])
        .joined(separator: " → ")
      throw first.file.error(
        line: first.line, "\"\(first.from)\" leads back to itself by \(field): \(way)",
        hint: "take one of these out")
    }
  }

  /// Takes away what leads nowhere until nothing more does; what is left goes round. No recursion: a chain may be as
  /// long as the lexicon is large.
  private static func cycle(in links: [Link]) -> [Link]? {
    let ahead = Dictionary(grouping: links, by: \.from)
    let behind = Dictionary(grouping: links, by: \.to)
    var open = ahead.mapValues(\.count)
    var ended = behind.keys.filter { open[$0] == nil }
    while let last = ended.popLast() {
      for link in behind[last] ?? [] {
        guard let left = open[link.from] else { continue }
        open[link.from] = left - 1
        if left == 1 {
          open[link.from] = nil
          ended.append(link.from)
        }
      }
    }
    guard var at = open.keys.min() else { return nil }
    var way: [Link] = []
    var places: [String: Int] = [:]
    while places[at] == nil, let next = ahead[at]?.first(where: { open[$0.to] != nil }) {
      places[at] = way.count
      way.append(next)
      at = next.to
    }
    return places[at].map { Array(way[$0...]) }
  }
}
