import Ledger

/// Rule *other measure*: one claimant's number stands for another measure in another document; or a multiple is said of a mixed
/// measure, so that nobody knows whether the dead or all casualties are multiplied.
struct OtherMeasure: FindingRule {
  /// Smaller numbers recur by chance.
  static let leastNumber = 1_000.0
  /// Statements that are further apart in time are different ones.
  static let nearDays = 366

  func findings(in view: FindingView) -> [Finding] { swapped(view) + multiples(view) }

  // MARK: the same number

  private struct Said {
    let row: ClaimRow
    let figure: StatedFigure
  }

  private struct Key: Hashable {
    let system: String
    let conflict: ConflictID
    let party: PartyID
    let value: Double
    /// The other end of a range.
    let upTo: Double
    let unit: String
    let kind: Claim.Kind
    let per: Claim.RateUnit?
  }

  private func swapped(_ view: FindingView) -> [Finding] {
    var said: [Key: [Said]] = [:]
    for figure in view.figures.figures {
      guard let system = figure.system, let conflict = figure.topic.conflict,
        let party = figure.topic.party, figure.figure.polarity == .asserted,
        figure.topic.kind != .incident, !figure.figure.citedForScale,
        figure.figure.quantity.form != .vague
      else { continue }
      let unit = figure.figure.quantity.unit
      for row in figure.statements {
        // A range is told by both of its ends: one of them alone is another number.
        guard let low = row.quantity.values.min(), let high = row.quantity.values.max(),
          isTelling(high, unit)
        else { continue }
        let key = Key(
          system: system, conflict: conflict, party: party, value: low, upTo: high, unit: unit,
          kind: figure.topic.kind, per: row.ratePer)
        said[key, default: []].append(Said(row: row, figure: figure))
      }
    }
    var found: [Finding] = []
    for (key, tellings) in said.sorted(by: {
      ($0.key.system, $0.key.value, $0.key.upTo, $0.key.party.value, $0.key.conflict.value)
        < ($1.key.system, $1.key.value, $1.key.upTo, $1.key.party.value, $1.key.conflict.value)
    }) {
      guard let finding = finding(key, tellings, view),
        !found.contains(where: { $0.id == finding.id })
      else { continue }
      found.append(finding)
    }
    return found
  }

  /// Round numbers ("100,000") recur by chance as small ones do: two digits must tell it.
  private func isTelling(_ value: Double, _ unit: String) -> Bool {
    guard unit == "people" else { return unit == "times" }
    guard value >= Self.leastNumber else { return false }
    let leading = value / (2 * Rounding.halfUnit(of: value, digits: 1))
    return leading != leading.rounded()
  }

  private func finding(_ key: Key, _ tellings: [Said], _ view: FindingView) -> Finding? {
    let measures = Dictionary(grouping: tellings) { $0.figure.topic.measure }
    guard measures.count > 1 else { return nil }
    let ordered = measures.sorted { $0.key < $1.key }
    for (index, one) in ordered.enumerated() {
      for other in ordered.dropFirst(index + 1) {
        // A text that has both knows what it says: so many wounded, and as many in all.
        let documents = Set(one.value.map(\.row.document))
        guard documents.isDisjoint(with: other.value.map(\.row.document)),
          let (first, second) = pair(one.value, other.value), isOtherExtent(first, second)
        else { continue }
        return made(first, second, key, view)
      }
    }
    return nil
  }

  private func pair(_ one: [Said], _ other: [Said]) -> (Said, Said)? {
    for first in one.sorted(by: { $0.row.id < $1.row.id }) {
      for second in other.sorted(by: { $0.row.id < $1.row.id }) where isNear(first, second) {
        return (first, second)
      }
    }
    return nil
  }

  private func isNear(_ one: Said, _ other: Said) -> Bool {
    guard let first = one.figure.coverage.last, let second = other.figure.coverage.last else {
      return true
    }
    return abs(first.latest - second.latest) <= Self.nearDays
  }

  /// "Losses" and "casualties" may be the same fates under two words.
  private func isOtherExtent(_ one: Said, _ other: Said) -> Bool {
    one.figure.extent != other.figure.extent
      && !(one.figure.extent.possible.count > 1 && other.figure.extent.possible.count > 1)
  }

  private func made(_ one: Said, _ other: Said, _ key: Key, _ view: FindingView) -> Finding {
    let unit = key.unit == "people" ? "" : " \(key.unit)"
    return Finding(
      type: .otherMeasure, severity: .high,
      summary:
        "One number of \(FindingWords.name(one.figure)) stands for two measures: \(FindingWords.number(key.value))\(unit) \(one.figure.topic.measure), and \(FindingWords.number(key.value))\(unit) \(other.figure.topic.measure).",
      claims: [FindingClaim(one.row.id, .one), FindingClaim(other.row.id, .other)],
      formula: "\(one.figure.topic.measure) ≠ \(other.figure.topic.measure)",
      values: [FindingValue("number", key.value, unit: key.unit)],
      explanations: [
        FindingExplanation(
          .definition, "a relay may have changed the measure, or the two may be the same by chance")
      ])
  }

  // MARK: multiples

  /// "Its casualties are five times those of all its earlier wars": the base that follows from each measure. A multiple of
  /// which no text says who worked it out is of the figures of the one system whose mixed figure stands in its document.
  private func multiples(_ view: FindingView) -> [Finding] {
    let levels = view.wars.flatMap(\.levels).filter { !$0.isShortened && $0.system != nil }
    return view.figures.figures.compactMap { figure in
      guard figure.figure.quantity.form == .multiple, figure.figure.polarity == .asserted,
        figure.extent.possible.count > 1, let times = figure.stated, times.low.value > 0,
        let counted = counted(figure, levels)
      else { return nil }
      return multiple(figure, times, levels.filter { isOf(counted, $0) }, view)
    }
  }

  /// Whose figures are multiplied, in which war.
  private struct Counted: Hashable {
    let system: String?
    let conflict: ConflictID?
    let party: PartyID?
  }

  private func counted(_ figure: StatedFigure, _ levels: [Level]) -> Counted? {
    if let system = figure.system, let conflict = figure.topic.conflict {
      return Counted(system: system, conflict: conflict, party: figure.topic.party)
    }
    let documents = Set(figure.statements.map(\.document))
    let near = levels.filter { level in
      level.extent.possible.count > 1 && level.who.party == figure.topic.party
        && (figure.system == nil || level.system == figure.system)
        && level.figure.statements.contains { documents.contains($0.document) }
    }
    let counted = Set(
      near.map {
        Counted(system: $0.system, conflict: $0.figure.topic.conflict, party: $0.who.party)
      })
    return counted.count == 1 ? counted.first : nil
  }

  private func isOf(_ counted: Counted, _ level: Level) -> Bool {
    level.system == counted.system && level.figure.topic.conflict == counted.conflict
      && level.who.party == counted.party
  }

  private func multiple(
    _ figure: StatedFigure, _ times: Interval, _ own: [Level], _ view: FindingView
  ) -> Finding? {
    // One figure a measure: what the claimant says of the dead, and of all fates.
    let byMeasure = Dictionary(grouping: own) { $0.figure.topic.measure }.compactMapValues {
      $0.max { ($0.stretch.floorDay ?? .min, $0.id) < ($1.stretch.floorDay ?? .min, $1.id) }
    }.sorted { $0.key < $1.key }
    let bases = byMeasure.compactMap { measure, level in
      (level.stated / times).map { (measure, level, $0) }
    }
    guard bases.contains(where: { $0.1.extent.possible.count == 1 }),
      bases.contains(where: { $0.1.extent.possible.count > 1 })
    else { return nil }
    let words = bases.map { measure, level, base in
      let most = base.isOpenAbove ? base.low.value : base.high.value
      return
        "\(level.figure.figure.quantity.display) \(measure) / \(figure.figure.quantity.display) → \(FindingWords.number(most.rounded()))"
    }
    return Finding(
      type: .otherMeasure, severity: .high,
      summary:
        "A multiple is said of a mixed measure (\(figure.topic.measure)); whether the killed or all casualties are multiplied makes another base: \(words.joined(separator: "; ")).",
      claims: [FindingClaim(figure.id, .one)] + bases.map { FindingClaim($0.1.id, .other) },
      formula: words.joined(separator: "; "),
      values: bases.map { FindingValue("base, if \($0.0)", $0.2) },
      explanations: [
        FindingExplanation(
          .definition, "a relay may have changed the measure that is multiplied")
      ],
      missing: ["what the multiple is a multiple of: a figure for the base"])
  }
}
