import Ledger

/// One sentence, read.
struct Sentence: Sendable {
  var tokens: TokenRun
  var items: [Item] {
    didSet {
      gist = Gist(items)
      places = nil
    }
  }
  private(set) var gist: Gist
  /// Where it plays, once that was asked.
  var places: [PlaceReader.Place]?
  var block: Int
  var section: Section
  var part: Int
  /// The dateline that stands before it.
  var dateline: [Item]

  init(
    tokens: TokenRun, items: [Item], gist: Gist, block: Int, section: Section, part: Int,
    dateline: [Item] = []
  ) {
    self.tokens = tokens
    self.items = items
    self.gist = gist
    self.block = block
    self.section = section
    self.part = part
    self.dateline = dateline
  }
}
