import Ledger

/// Splits the blocks of a document into sentences and reads each into items.
struct SentenceReader {
  let language: Language

  /// The dateline of each block that has one.
  func datelines(of blocks: [[Token]]) -> [Int: Dateline.Found] {
    let reader = Dateline(
      language: language, items: ItemReader(language: language, published: nil))
    let found = reader.find(in: blocks)
    return Dictionary(found.map { ($0.block, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// Without what the datelines say of the report itself.
  func sentences(
    of blocks: [[Token]], in document: ReadDocument, published: CivilDate?,
    datelines: [Int: Dateline.Found]
  ) -> [Sentence] {
    var items = ItemReader(language: language, published: published)
    var sentences: [Sentence] = []
    sentences.reserveCapacity(blocks.count * 3)
    for (index, tokens) in blocks.enumerated() where !tokens.isEmpty {
      let block = document.blocks[index]
      let length = datelines[index]?.tokens ?? 0
      let text = Array(tokens.dropFirst(length))
      var dateline = items.items(of: Array(tokens.prefix(length)))
      // "today" is the day of the dateline, which may be the one before that of the paper.
      if let day = dateline.compactMap(\.date).last?.first, day.precision == .day, let published,
        (0...3).contains(published.dayNumber - day.dayNumber)
      {
        items.published = day
      }
      // A row is one sentence, however its cells end.
      let ranges =
        block.section == .table
        ? [0..<min(text.count, Sentences.longest)]
        : Sentences.split(text, isAbbreviation: isAbbreviation)
      for range in ranges where !range.isEmpty {
        let words = quiet(Array(text[range]))
        sentences.append(
          Sentence(
            tokens: words, items: items.items(of: words), block: index, section: block.section,
            part: block.part, dateline: dateline))
        dateline = []
        guard let sentence = sentences.last, sentence.gist.hasDate else { continue }
        let read = sentence.items
        let dates = read.compactMap(\.date)
        // "In 1983, …" sets the year for what follows.
        if let year = read.prefix(3).compactMap(\.date).first, year.basis == .stated {
          items.year = year.last.year
        }
        if let year =
          (dates.last { $0.basis == .stated && $0.first.precision != .year }
          ?? dates.last { $0.basis == .stated && items.year == nil })?
          .last.year
        {
          items.year = year
        }
      }
    }
    return sentences
  }

  /// In a sentence of capitals throughout, "IS" is a verb and no name.
  private func quiet(_ tokens: [Token]) -> [Token] {
    let words = tokens.count { $0.kind == .word }
    guard words >= 6, tokens.count(where: { $0.kind == .word && $0.upperCase }) * 10 >= words * 8
    else { return tokens }
    return tokens.map { token in
      guard language.isCommon(token) else { return token }
      var token = token
      token.upperCase = false
      return token
    }
  }

  private func isAbbreviation(_ token: Token) -> Bool {
    token.kind == .word && language.abbreviations.contains(token.folded)
  }

  /// The first full date of a dateline: when the report says that it was published.
  func printedDate(
    in datelines: [Int: Dateline.Found], _ blocks: [[Token]], of document: ReadDocument
  ) -> DateStatement? {
    for (index, found) in datelines.sorted(by: { $0.key < $1.key }) {
      guard let date = found.date, let words = found.words, let first = words.first,
        let last = words.last, blocks[index].indices.contains(last)
      else { continue }
      let range = blocks[index][first].range.lowerBound..<blocks[index][last].range.upperBound
      return DateStatement(
        date.first, basis: .stated, words: String(decoding: document.text[range], as: UTF8.self))
    }
    return nil
  }
}
