import Ledger

/// A figure of an answer, with what its place in the answer depends on. An object that nobody changes: figures are sorted,
/// grouped and handed on by the thousand.
final class AnsweredFigure: Sendable {
  let figure: Figure
  /// The statements that it rests on, in the order of its claims.
  let statements: [ClaimRow]
  /// It counts a part of what another figure of the same topic counts ("150,000 of them in the city").
  let isPart: Bool
  /// The earliest of the last days that its statements are about; nil where none of them names any.
  let earliestAbout: Int?
  /// Day numbers of the last and the first day that it is about; undated figures stand behind all others.
  private let about: (Int, Int)

  init(_ origin: Origin, in context: AnswerContext) {
    let table = context.table
    // What was rounded on its way comes behind what it was made from, however near it stands to the claimant.
    let number = origin.statements[0].quantity
    let (exact, rounded) = (
      origin.statements.filter { $0.quantity.agrees(with: number) },
      origin.statements.filter { !$0.quantity.agrees(with: number) }
    )
    let rows =
      exact.sorted(by: ClaimRow.represents) + rounded.sorted(by: ClaimRow.represents)
    let shown = rows[0]
    let time = table.time(of: shown)
    let changes = rows.reduce(into: Set<Change>()) { $0.formUnion(Change.between(shown, $1)) }
    let documents = Set(rows.map(\.document))
    statements = rows
    figure = Figure(
      quantity: table.quantity(of: shown), kind: shown.kind, ratePer: shown.ratePer,
      polarity: shown.polarity, citedForScale: shown.citedForScale,
      method: table.scope(of: shown).method, time: time, claims: rows.map(\.id),
      documents: documents.count, outlets: context.outlets(of: rows),
      changes: Change.allCases.filter(changes.contains).map(\.rawValue),
      acceptedClaims: rows.count { context.decision(on: $0.id) == .accepted },
      correctedClaims: rows.count { context.decision(on: $0.id) == .corrected },
      withdrawn: documents.count { context.documents.isWithdrawn($0) },
      nature: context.nature(of: shown))
    isPart = rows.contains {
      $0.subsetOf != .none
        && table.row($0.subsetOf, asItReadsAt: context.revision).topic == $0.topic
    }
    earliestAbout = rows.compactMap(\.time.lastAbout).min()
    about = time.about.map { ($0.last.lastDay.dayNumber, $0.first.dayNumber) } ?? (.max, .max)
  }

  var isDated: Bool { about.0 != .max }

  /// Rule *order*: by the last day that a figure is about, then the first, then by claim id; undated figures last.
  static func < (one: AnsweredFigure, other: AnsweredFigure) -> Bool {
    one.about == other.about
      ? one.figure.claims[0] < other.figure.claims[0] : one.about < other.about
  }
}
