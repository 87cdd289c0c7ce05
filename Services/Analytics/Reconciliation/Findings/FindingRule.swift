import Ledger

/// One typed test. It looks at all figures under a question and never at the order in which they came.
protocol FindingRule: Sendable {
  func findings(in view: FindingView) -> [Finding]
}

/// All that tests look at: the figures, sorted into wars, and what of them goes beyond each other.
struct FindingView {
  let figures: FigureSet
  let wars: [War]
  /// Of each war, what is more than something that counts all of it.
  let excesses: [(war: War, excesses: [Excess])]
  let explanations: Explanations
  /// What was not looked at, in words.
  let limits: [String]

  var context: AnswerContext { figures.context }

  /// The rates of a war that name their stretch of time.
  func spans(of war: War) -> [RateSpan] { war.rates.compactMap { RateSpan($0, in: context) } }

  /// Of one war, so many kinds of count at the most are set against each other, in the order of the answer.
  static let mostClasses = 2_000

  init(_ figures: FigureSet) {
    self.figures = figures
    explanations = Explanations(context: figures.context)
    var levels: [War.Key: [Level]] = [:]
    var rates: [War.Key: [StatedFigure]] = [:]
    for (index, figure) in figures.figures.enumerated() {
      guard let conflict = figure.topic.conflict else { continue }
      let key = War.Key(conflict: conflict, cause: figure.topic.cause)
      if let level = Level(figure, index: index, in: figures.context) {
        levels[key, default: []].append(level)
      } else if figure.topic.kind == .rate, figure.countsPeople, !figure.figure.citedForScale {
        rates[key, default: []].append(figure)
      }
    }
    let keys = Set(levels.keys).union(rates.keys).sorted {
      ($0.conflict.value, $0.cause.rawValue) < ($1.conflict.value, $1.cause.rawValue)
    }
    wars = keys.map { War($0, levels[$0] ?? [], rates: rates[$0] ?? [], in: figures.context) }
    excesses = wars.map { ($0, $0.excesses) }
    limits = wars.filter { $0.classes.count > Self.mostClasses }.map {
      "\($0.conflict): only the first \(Self.mostClasses) of \($0.classes.count) kinds of count were set against each other"
    }
  }
}

extension War {
  /// Of each two kinds of count of which one is within the other, the pair that goes furthest beyond.
  fileprivate var excesses: [Excess] {
    // Most pairs are done with after two numbers: nothing of the one is above anything of the other.
    let compared = classes.prefix(FindingView.mostClasses).map { key, levels in
      (
        key: key, levels: levels, most: levels.map(\.floor).max() ?? 0,
        least: levels.map(\.ownCeiling).min() ?? .infinity
      )
    }
    var found: [Excess] = []
    for whole in compared where !whole.key.isSum && whole.least.isFinite {
      for part in compared where part.most >= whole.least {
        let isOneCount = part.key == whole.key
        guard isOneCount || !whole.key.countsCases, within.holds(part.key, of: whole.key),
          let worst = Excess.worst(part.levels, whole.levels, isOneCount: isOneCount)
        else { continue }
        found.append(worst)
      }
    }
    return found
  }
}
