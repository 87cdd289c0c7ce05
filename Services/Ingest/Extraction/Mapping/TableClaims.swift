package import Ledger

/// What the rows of a table claim, as its mapping says: a pure function of row, mapping and lexicon.
package struct TableClaims {
  private let mapping: TableMapping
  private let lexicon: Lexicon
  private let document: DocumentID
  private let spans: SpanMap
  private let format: TableFormat
  private let published: DateStatement?

  package init(
    _ mapping: TableMapping, lexicon: Lexicon, document: ReadDocument, format: TableFormat,
    published: DateStatement?
  ) {
    self.format = format
    self.mapping = mapping
    self.lexicon = lexicon
    self.document = document.id
    spans = SpanMap(document)
    self.published = published
  }

  /// One claim for each figure of the mapping whose cells hold something.
  /// - Throws: `malformed`, with the row and the column.
  package func claims(of row: TableRow) throws(LedgerError) -> [Claim] {
    var row = row
    for (place, cell) in row.cells.enumerated()
    where cell.map({ mapping.empty.contains($0.text) }) ?? false {
      row.cells[place] = nil
    }
    let cells = CellReader(mapping: mapping, lexicon: lexicon, row: row, format: format)
    var claims: [Claim] = []
    for figure in mapping.figures where figure.rows.allSatisfy({ $0.holds(row) }) {
      guard let found = try cells.figure(figure) else { continue }
      claims.append(try claim(figure, found, row))
    }
    return claims
  }

  private func claim(
    _ figure: MappedFigure, _ found: CellReader.Figure, _ row: TableRow
  ) throws(LedgerError) -> Claim {
    guard let measure = try figure.measure.value(in: row, mapping.columns) else {
      throw row.error("nothing says what its figure counts", hint: "a figure needs a measure")
    }
    let kind = try figure.frame.kind.value(in: row, mapping.columns) ?? .cumulative
    let number = spans.span(found.range)
    return Claim(
      document: document, quantity: found.quantity,
      measure: MeasureStatement(
        measure, includes: figure.includes,
        words: try figure.words.value(in: row, mapping.columns) ?? ""),
      group: try group(figure.frame, measure, row), time: try time(figure.frame, kind, row),
      kind: kind, polarity: try value(figure.frame.polarity, row) ?? .asserted,
      attribution: try attribution(figure.frame, row),
      evidence: Evidence(
        number: number, phrase: number, sentence: spans.span(row.range), section: .table,
        sentenceText: spans.string(row.range), numberText: spans.string(found.range)),
      rules: ["table row"] + found.rules)
  }

  private func group(
    _ frame: MappedFrame, _ measure: MeasureID, _ row: TableRow
  ) throws(LedgerError) -> CountedGroup {
    let conflict = try value(frame.conflict, row)
    let claimant = try value(frame.claimant, row)
    return CountedGroup(
      party: try value(frame.party, row),
      population: try value(frame.population, row) ?? lexicon.populationOfMeasure[measure],
      conflict: conflict, conflictBasis: conflict == nil ? .unknown : .stated,
      place: try value(frame.place, row), incident: try value(frame.incident, row),
      cause: try value(frame.cause, row) ?? .unstated,
      responsible: try value(frame.responsible, row).map {
        .init(party: $0, statedBy: claimant?.name ?? "")
      },
      method: try value(frame.method, row) ?? .unstated)
  }

  private func time(
    _ frame: MappedFrame, _ kind: Claim.Kind, _ row: TableRow
  ) throws(LedgerError) -> ClaimTime {
    var time = ClaimTime(
      from: try date(frame.from, row), to: try date(frame.to, row),
      statedOn: try date(frame.stated, row), published: published)
    if let date = try date(frame.date, row) {
      switch kind {
      case .cumulative: time.asOf = date
      case .periodTotal, .incident, .rate: (time.from, time.to) = (date, date)
      }
    }
    if let first = time.from?.date, let last = (time.to ?? time.asOf)?.date,
      first.dayNumber > last.lastDay.dayNumber
    {
      throw row.error("its period ends (\(last)) before it begins (\(first))")
    }
    return time
  }

  private func attribution(
    _ frame: MappedFrame, _ row: TableRow
  ) throws(LedgerError) -> Attribution {
    let claimant = try value(frame.claimant, row)
    return Attribution(
      claimant: claimant, speaker: try value(frame.speaker, row),
      relays: [try value(frame.relay, row)].compactMap(\.self),
      mode: try value(frame.mode, row) ?? (claimant == nil ? .ownVoice : .reportedSpeech))
  }

  private func value<Value>(
    _ field: MappedField<Value>?, _ row: TableRow
  ) throws(LedgerError) -> Value? {
    guard let field else { return nil }
    return try field.value(in: row, mapping.columns)
  }

  private func date(_ date: MappedDate?, _ row: TableRow) throws(LedgerError) -> DateStatement? {
    try date?.statement(in: row, mapping.columns)
  }
}
