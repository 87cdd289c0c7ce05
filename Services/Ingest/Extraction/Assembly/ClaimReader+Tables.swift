import Ledger

/// Claims of table cells.
extension ClaimReader {
  func claim(_ figure: TableFigure) -> Claim {
    let frame = figure.frame
    let attachment = Attachment(
      item: figure.item, kept: Kept(figure.mention), measure: figure.measure,
      includes: frame.includes, phrase: NounPhrase(after: figure.item, in: figure.sentence.items),
      rule: "table")
    var time = frame.time
    let disorder = time.putInOrder()
    time.published = published
    let population =
      lexicon.populationOfMeasure[figure.measure] ?? frame.population
      ?? (measures.isMixed(figure.measure) && frame.party != nil ? "military" : nil)
    let war = wars.conflict(
      of: attachment, party: frame.party, time: time, in: figure.sentence.items)
    var evidence = evidence(attachment, figure.sentence)
    let whole = evidenceOfRow(figure.row)
    (evidence.sentence, evidence.sentenceText) = (whole.span, whole.text)
    let claim = Claim(
      document: document.id, quantity: figure.mention.quantity,
      measure: MeasureStatement(figure.measure, includes: frame.includes, words: frame.words),
      group: CountedGroup(
        party: frame.party, population: population, conflict: war.conflict,
        conflictBasis: war.basis),
      time: time, kind: frame.isPeriod ? .periodTotal : .cumulative,
      attribution: Attribution(
        claimant: frame.source, outlet: outlet,
        mode: frame.source == nil ? .ownVoice : .reportedSpeech),
      evidence: evidence, rules: ["table"] + [disorder].compactMap(\.self))
    explanations?.note(
      claim, ClaimDecisions(attachment, claim, war, row: figure.row), in: figure.sentence)
    return claim
  }

  /// What the sentences above a table say of its figures; the last one says it most closely.
  func caption(_ sentences: [Sentence], _ reader: TableReader, _ discourse: Discourse)
    -> TableReader.Frame
  {
    var caption = TableReader.Frame()
    for sentence in sentences.reversed() {
      var frame = reader.plain(sentence.items)
      let resolver = ClaimantResolver(lexicon: lexicon, facts: facts, text: document.text)
      frame.source =
        resolver.statements(in: sentence, discourse: discourse).last?.source ?? frame.source
      if let since = sentence.items.indices.first(where: {
        sentence.items[$0].date != nil && sentence.items[safe: $0 - 1]?.has(.since) == true
      }), let date = sentence.items[since].date {
        frame.time.from = DateStatement(date.first, basis: date.basis)
      }
      caption = caption.completed(by: frame)
    }
    if caption.party == nil {
      caption.party = discourse.place?.party ?? discourse.lastParty ?? facts.mainPlace
    }
    return caption
  }

  private func evidenceOfRow(_ row: Sentence) -> (span: Span, text: String) {
    let first = row.tokens.first?.range.lowerBound ?? 0
    let last = row.tokens.last?.range.upperBound ?? first
    return (spans.span(first..<last), spans.string(first..<last))
  }
}
