import Ledger

/// Rule *whole land*: "in Ukraine", said of a running count of a war that Ukraine is a side of, narrows the count no more than
/// silence does: the source's other figures leave the place out. Where a source counts in the lands of two sides, each is a
/// count of its own.
struct WholeLand {
  /// The lands of sides that a system's figures on a topic name as their place.
  private var named: [Key: Set<String>] = [:]
  private let context: AnswerContext

  private struct Key: Hashable {
    let topic: Topic
    let system: String
  }

  init(_ figures: [StatedFigure], of context: AnswerContext) {
    self.context = context
    for figure in figures {
      guard let place = figure.scope.place, let system = figure.system, isLand(place, figure.topic)
      else { continue }
      named[Key(topic: figure.topic, system: system), default: []].insert(place)
    }
  }

  /// The place that narrows a figure; nil where none does.
  func place(of figure: StatedFigure) -> String? {
    guard let place = figure.scope.place, let system = figure.system, isLand(place, figure.topic),
      named[Key(topic: figure.topic, system: system)]?.count == 1
    else { return figure.scope.place }
    return nil
  }

  private func isLand(_ place: String, _ topic: Topic) -> Bool {
    topic.conflict.map { context.isLand(place, of: $0) } ?? false
  }
}
