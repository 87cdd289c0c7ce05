import Ledger

/// Which figures a statement rests on.
///
/// Rule *operands*: of the figures that a formula may take, those that fit the statement come first; among them those that
/// the text names as what it computed from, then those of the same document and claimant, of the same document, of the
/// same claimant at the same time elsewhere, of the same claimant at all. Figures of others are never taken: a claim is
/// checked against what it rests on, not against whoever counted something too. Within one step the figure that stands
/// nearest in the text, then what stands earlier in its own, then by claim id.
struct OperandChoice {
  let set: FigureSet
  private let byParty: [Side: [StatedFigure]]
  /// Totals that count one fate and no other: a daily count has thousands of figures, and each is asked for its parts.
  private let byFate: [Fate: [StatedFigure]]

  private struct Fate: Hashable {
    var side: Side
    var fate: MeasureID
  }

  private struct Side: Hashable {
    var conflict: ConflictID?
    var party: PartyID?
  }

  init(_ set: FigureSet) {
    self.set = set
    byParty = Dictionary(grouping: set.figures) {
      Side(conflict: $0.topic.conflict, party: $0.topic.party)
    }
    var byFate: [Fate: [StatedFigure]] = [:]
    for (side, figures) in byParty {
      for figure in figures where figure.isWholeLevel && figure.extent.isCertain {
        guard let fate = figure.extent.certain.first, figure.extent.certain.count == 1 else {
          continue
        }
        byFate[Fate(side: side, fate: fate), default: []].append(figure)
      }
    }
    self.byFate = byFate
  }

  /// Totals of one side's people that count this fate and no other.
  func levels(_ conflict: ConflictID?, _ party: PartyID?, counting fate: MeasureID)
    -> [StatedFigure]
  {
    byFate[Fate(side: Side(conflict: conflict, party: party), fate: fate)] ?? []
  }

  /// Totals of one side's people, of all measures and systems: no projections, no parts of other figures, none that is only
  /// cited for scale.
  func levels(_ conflict: ConflictID?, _ party: PartyID?) -> [StatedFigure] {
    figures(conflict, party).filter(\.isWholeLevel)
  }

  func figures(_ conflict: ConflictID?, _ party: PartyID?) -> [StatedFigure] {
    byParty[Side(conflict: conflict, party: party)] ?? []
  }

  /// The sides of a conflict on which there are figures, in the order of their ids; sums of sides are none.
  func sides(of conflict: ConflictID?) -> [PartyID] {
    byParty.keys.compactMap { $0.conflict == conflict ? $0.party : nil }
      .filter { !$0.isSumOfSides }.sorted()
  }

  /// The total of a side on which a statement rests: of its own measure, else of one whose fates do not differ for certain,
  /// as "losses" and "casualties" may be one thing in two words.
  func level(
    of side: PartyID, like statement: StatedFigure, mismatches: (StatedFigure) -> [String]
  ) -> Chosen? {
    let levels = levels(statement.topic.conflict, side)
    let same = levels.filter { $0.topic.measure == statement.topic.measure }
    return best(for: statement, among: same, mismatches: mismatches)
      ?? best(
        for: statement, among: levels.filter { $0.extent.isLike(statement.extent) },
        mismatches: mismatches)
  }

  /// Rule *sides of a sum*: a total of both sides, or of all, is that of the sides on which there is a figure that it may rest
  /// on: a vocabulary lists more parties to a war than anybody counts. `both` are exactly two.
  func sides(
    of statement: StatedFigure, mismatches: (StatedFigure) -> [String]
  ) -> [(side: PartyID, chosen: Chosen)] {
    let conflict = statement.topic.conflict
    let listed = conflict.flatMap { set.context.conflicts[$0.value]?.parties } ?? []
    return sides(of: conflict).filter { listed.isEmpty || listed.contains($0) }.compactMap { side in
      level(of: side, like: statement, mismatches: mismatches).map { (side, $0) }
    }
  }

  /// How a figure is chosen: its step, whether it fits, and how near it stands.
  struct Chosen {
    let figure: StatedFigure
    let mismatches: [String]
  }

  /// The best figure for a statement among some; nil where none is of the same document or claimant.
  func best(
    for statement: StatedFigure, among figures: [StatedFigure],
    mismatches: (StatedFigure) -> [String]
  ) -> Chosen? {
    candidates(for: statement, among: figures, mismatches: mismatches).min(by: Self.precedes)?
      .chosen
  }

  func ranked(
    for statement: StatedFigure, among figures: [StatedFigure],
    mismatches: (StatedFigure) -> [String]
  ) -> [Chosen] {
    candidates(for: statement, among: figures, mismatches: mismatches).sorted(by: Self.precedes)
      .map(\.chosen)
  }

  private struct Candidate {
    let chosen: Chosen
    let key: (Int, Int, Int, Int)
  }

  private static func precedes(_ one: Candidate, _ other: Candidate) -> Bool {
    one.key == other.key
      ? one.chosen.figure.id < other.chosen.figure.id : one.key < other.key
  }

  private func candidates(
    for statement: StatedFigure, among figures: [StatedFigure],
    mismatches: (StatedFigure) -> [String]
  ) -> [Candidate] {
    let bases = bases(of: statement)
    return figures.compactMap { figure in
      guard figure.id != statement.id, let step = step(from: statement, to: figure, bases) else {
        return nil
      }
      let apart = mismatches(figure)
      let key = (
        apart.isEmpty ? 0 : 1, step, statement.distance(to: figure),
        Int(figure.statements[0].position)
      )
      return Candidate(chosen: Chosen(figure: figure, mismatches: apart), key: key)
    }
  }

  /// The claims that the text itself names as what it computed from.
  func bases(of statement: StatedFigure) -> Set<ClaimID> {
    let table = set.context.table
    return Set(
      statement.statements.flatMap { table.bases(of: $0, at: set.context.revision).map(\.id) })
  }

  private func step(
    from statement: StatedFigure, to figure: StatedFigure, _ bases: Set<ClaimID>
  ) -> Int? {
    if !bases.isEmpty, figure.figure.claims.contains(where: bases.contains) { return 0 }
    let sameSystem = statement.system != nil && statement.system == figure.system
    if statement.sharesDocument(with: figure) { return sameSystem ? 1 : 2 }
    guard sameSystem else { return nil }
    return Fit.period(statement, figure) == nil ? 3 : 4
  }
}

extension StatedFigure {
  /// A total of people who were counted, whole and put forward as such.
  var isWholeLevel: Bool { isLevel && !isPart && !figure.citedForScale }

  /// Characters between their numbers, in the document that they share; far where they share none.
  func distance(to other: StatedFigure) -> Int {
    var least = Int.max
    for one in statements {
      for another in other.statements where another.document == one.document {
        least = min(least, abs(Int(one.position) - Int(another.position)))
      }
    }
    return least
  }
}

extension PartyID {
  /// A stated total of several sides, and no side.
  var isSumOfSides: Bool { self == "both" || self == "all" }
}
