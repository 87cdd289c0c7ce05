import Ledger

/// Reads the rows of tables. What a cell counts, whose people, when and by whom stands in its column's header, in the
/// other cells of its row, and in the sentence above the table, in this order.
struct TableReader {
  let claims: ClaimReader
  let items: ItemReader
  let language: Language

  /// A stretch of a row between two rulers, with the header above it.
  struct Cell {
    /// As a sentence of its own: its tokens, read as a count where its column counts.
    var sentence: Sentence
    var header: [Item]
    var title: String
    var items: [Item] { sentence.items }
  }

  /// What a row, a header or a caption says of every figure beside it.
  struct Frame {
    var measure: MeasureID?
    var includes: [MeasureID] = []
    var party: PartyID?
    var population: PopulationID?
    var source: Source?
    var time = ClaimTime()
    var isPeriod = false
    var words = ""

    /// The first says more closely what is meant.
    func completed(by other: Frame) -> Frame {
      var frame = self
      if frame.measure == nil {
        (frame.measure, frame.includes, frame.words) = (other.measure, other.includes, other.words)
      }
      frame.party = party ?? other.party
      frame.population = population ?? other.population
      frame.source = source ?? other.source
      frame.time.statedOn = time.statedOn ?? other.time.statedOn
      if time.to == nil, time.asOf == nil {
        (frame.time.to, frame.time.asOf) = (other.time.to, other.time.asOf)
      }
      frame.time.from = time.from ?? other.time.from
      frame.isPeriod = isPeriod || time.to == nil && time.asOf == nil && other.isPeriod
      return frame
    }
  }

  /// The claims of one row; `caption` is what the text above the table says.
  func drafts(in row: Sentence, headers: [String], caption: Frame, number: Int) -> [ClaimDraft] {
    let facts = claims.facts
    guard facts.isOfConflict else { return [] }
    let cells = cells(of: row, headers: headers)
    var drafts: [ClaimDraft] = []
    var others = Frame()
    for cell in cells where figure(of: cell) == nil {
      others = others.completed(by: frame(of: cell))
    }
    for cell in cells {
      guard let index = figure(of: cell), let mention = cell.items[index].quantity?.kept.value
      else {
        continue
      }
      var header = frame(ofHeader: cell.header)
      if header.measure != nil { header.words = cell.title }
      let frame = header.completed(by: others).completed(by: caption)
      guard let measure = frame.measure,
        header.measure != nil || counts(cell.header) || header.party != nil || header.isPeriod
      else { continue }
      let part = TableFigure(
        mention: mention, item: index, measure: measure, frame: frame, sentence: cell.sentence,
        row: row)
      drafts.append(ClaimDraft(Kept(claims.claim(part)), part: row.part))
    }
    return drafts
  }

  // MARK: cells

  private static let longestHeader = 500

  /// Parts a row at its rulers, else at its tabs and wide gaps.
  func cells(of row: Sentence, headers: [String]) -> [Cell] {
    var stretches: [Range<Int>] = []
    var start = 0
    let isRuled = row.tokens.contains { $0.isMark("|") }
    for (index, token) in row.tokens.enumerated() {
      if isRuled, token.isMark("|") {
        if index > 0 { stretches.append(start..<index) }
        start = index + 1
      } else if !isRuled, index > start, isGap(row.tokens[index - 1], token) {
        stretches.append(start..<index)
        start = index
      }
    }
    if start < row.tokens.count { stretches.append(start..<row.tokens.count) }
    return stretches.enumerated().compactMap { column, range in
      guard !range.isEmpty, range.upperBound - range.lowerBound <= 60 else { return nil }
      // A header is read again for each row, and kept with each claim: only its beginning may count.
      let written = headers[safe: column] ?? ""
      let title = String(
        String.UnicodeScalarView(written.unicodeScalars.prefix(Self.longestHeader)))
      let header = read(title)
      let tokens = Array(row.tokens[range])
      let isCount = frame(ofHeader: header).measure != nil || counts(header)
      var sentence = row
      sentence.tokens = TokenRun(tokens)
      sentence.items = items.items(of: sentence.tokens, withDates: !isCount)
      return Cell(sentence: sentence, header: header, title: title)
    }
  }

  private func isGap(_ one: Token, _ next: Token) -> Bool {
    let gap = one.range.upperBound..<next.range.lowerBound
    guard !gap.isEmpty else { return false }
    let bytes = claims.document.text[gap.clamped(to: 0..<claims.document.text.count)]
    return bytes.count >= 2 || bytes.contains(0x09)
  }

  private func read(_ text: String) -> [Item] {
    let tokens = Tokenizer.tokens(
      of: Array(text.utf8), words: claims.lexicon.words, store: items.store)
    return items.items(of: TokenRun(tokens))
  }

  /// The item of a cell that holds a figure and nothing but its modifiers and notes.
  func figure(of cell: Cell) -> Int? {
    guard !cell.header.contains(where: { $0.thing != nil }) else { return nil }
    let figures = cell.items.indices.filter { cell.items[$0].quantity != nil }
    guard figures.count == 1, let index = figures.first, cell.items.count <= index + 5,
      cell.items[index].quantity?.isExcluded == false,
      !cell.items.contains(where: { $0.thing != nil || $0.date != nil || $0.source != nil })
    else { return nil }
    return index
  }

  /// A header that says that its column counts, and leaves to others what.
  private func counts(_ header: [Item]) -> Bool {
    header.contains { $0.has(.count) || $0.has(.figure) || $0.has(.total) }
      && !header.contains { $0.thing != nil || $0.date != nil }
  }

  // MARK: what stands around a figure

  func frame(ofHeader items: [Item]) -> Frame {
    var frame = plain(items)
    if let index = items.firstIndex(where: { $0.date != nil }), let date = items[index].date {
      place(date, by: Array(items[..<index]), in: &frame)
    }
    return frame
  }

  private func frame(of cell: Cell) -> Frame {
    var frame = plain(cell.items)
    if let date = cell.items.compactMap(\.date).first { place(date, by: cell.header, in: &frame) }
    // "Army: French"
    if frame.population == nil, frame.party != nil, cell.header.contains(where: \.isMilitary) {
      frame.population = "military"
    }
    let isSource = cell.header.contains { $0.attribution(.speaker, .body, .work, .preposition) }
    if frame.source == nil, isSource, let first = cell.sentence.tokens.first,
      let last = cell.sentence.tokens.last, cell.items.contains(where: { $0.capitalised })
    {
      let range = first.range.lowerBound..<last.range.upperBound
      frame.source = Source(name: claims.spans.string(range))
    }
    return frame
  }

  /// Sides, people, measures and sources, without their grammar.
  func plain(_ items: [Item]) -> Frame {
    var frame = Frame()
    for (index, item) in items.enumerated() {
      if frame.measure == nil,
        let id = item.measure(.noun, .participle, .predicate, .toll, .act, .intransitive)
      {
        let mix = MeasureFinder(items: items, vocabulary: claims.measures, before: nil)
          .mixed(from: index, id)
        (frame.measure, frame.includes) = (mix.measure, mix.includes)
        frame.population = frame.population ?? item.implied
      }
      if frame.party == nil, let party = item.party {
        frame.party = claims.lexicon.side(of: party)
      }
      if frame.population == nil, let people = item.people, people.population != "all",
        !item.attribution(.speaker)
      {
        frame.population = people.population
      }
    }
    // "Aid workers killed", "civilian harm": they speak elsewhere, and are counted here.
    if frame.population == nil,
      let people = items.lazy.compactMap(\.people).first, people.population != "all",
      people.form != .many
        || frame.measure != nil && !items.contains(where: { $0.attribution(.verb) })
    {
      frame.population = people.population
    }
    frame.source = ClaimantResolver(
      lexicon: claims.lexicon, facts: claims.facts, text: claims.document.text
    ).knownSource(in: 0..<items.count, items)
    return frame
  }

  /// The header tells what a date is: of the count, of its publication, the beginning or the end of a period.
  private func place(_ date: DateMention, by header: [Item], in frame: inout Frame) {
    let first = DateStatement(date.first, basis: date.basis)
    let last = DateStatement(date.last, basis: date.basis)
    if header.contains(where: { $0.has(.asOf) && !$0.has(.until) }) {
      frame.time.asOf = last
    } else if header.contains(where: { $0.has(.until) || $0.modifier?.modifier == .upTo }) {
      frame.time.to = last
    } else if header.contains(where: { $0.has(.since) }) {
      frame.time.from = first
    } else if header.contains(where: { $0.attribution(.verb) }) {
      frame.time.statedOn = first
    } else {
      (frame.time.from, frame.time.to) = (first, last)
      frame.isPeriod = true
    }
  }
}

/// One cell that counts.
struct TableFigure {
  var mention: QuantityMention
  var item: Int
  var measure: MeasureID
  var frame: TableReader.Frame
  /// The cell, and the row that it stands in.
  var sentence: Sentence
  var row: Sentence
}
