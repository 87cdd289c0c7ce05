import Ledger

/// Rule *copies*: which documents were made from each other. A near copy shares at least half of its sequences of five words
/// with the other, by their sketches. A retelling has other words, but makes the same claims in the same order: at least
/// four of them, at least three fifths of those of the document that makes fewer, and four of five shared claims in the same
/// order. What both say of where they come from plays no part.
struct DocumentCopies {
  let model: ClaimModel
  let context: AnswerContext

  private static let leastLikeness = 0.5
  private static let leastShared = 4
  private static let leastShareOfClaims = 0.6
  private static let leastInOrder = 0.8
  /// How many documents of one band, or of one origin, are looked at.
  private static let candidateLimit = 50
  /// How many copies of one document are named.
  private static let copyLimit = 20

  /// The copies among and of some documents, each pair once.
  /// - Parameter together: documents that state one origin, for each of some origins.
  func copies(of documents: [Handle], statingTogether together: [[Handle]]) -> [DocumentCopy] {
    var shared: [Pair: Int] = [:]
    for group in together where group.count > 1 && group.count <= Self.candidateLimit {
      for (place, one) in group.enumerated() {
        for other in group[(place + 1)...] { shared[Pair(one, other), default: 0] += 1 }
      }
    }
    // Two origins in common make it worth to look at all of the claims.
    var pairs = Set(shared.filter { $0.value >= 2 }.keys)
    for document in documents {
      for other in model.documents.sketches.candidates(
        for: document, at: context.revision, limit: Self.candidateLimit)
      { pairs.insert(Pair(document, other)) }
    }
    let wanted = Set(documents)
    var sequences: [Handle: ClaimSequence] = [:]
    var copies: [DocumentCopy] = []
    for pair in pairs where wanted.contains(pair.one) || wanted.contains(pair.other) {
      let one = sequences[pair.one] ?? sequence(of: pair.one)
      let other = sequences[pair.other] ?? sequence(of: pair.other)
      (sequences[pair.one], sequences[pair.other]) = (one, other)
      if let copy = copy(pair, one, other) { copies.append(copy) }
    }
    return bounded(
      copies.sorted { one, other in
        (one.document, one.other) < (other.document, other.other)
      })
  }

  private struct Pair: Hashable {
    let one, other: Handle
    init(_ one: Handle, _ other: Handle) {
      (self.one, self.other) = (min(one, other), max(one, other))
    }
  }

  private func bounded(_ copies: [DocumentCopy]) -> [DocumentCopy] {
    var named: [DocumentID: Int] = [:]
    return copies.filter { copy in
      named[copy.document, default: 0] += 1
      return named[copy.document, default: 0] <= Self.copyLimit
    }
  }

  private func sequence(of document: Handle) -> ClaimSequence {
    ClaimSequence(
      context.table.rows(of: document, at: context.revision).filter {
        context.decision(on: $0.id) != .rejected
      }, in: context.table)
  }

  private func copy(_ pair: Pair, _ one: ClaimSequence, _ other: ClaimSequence) -> DocumentCopy? {
    let likeness = likeness(pair)
    let shared = one.shared(with: other)
    let common = one.common(with: other)
    let isNear = (likeness ?? 0) >= Self.leastLikeness
    let fewer = Double(min(one.count, other.count))
    let isRetold =
      shared >= Self.leastShared && Double(common.count) >= Self.leastInOrder * Double(shared)
      && Double(common.count) >= Self.leastShareOfClaims * fewer
    guard isNear || isRetold else { return nil }
    // The one with the lesser id first, so that the answer does not depend on which arrived first.
    let (a, b) = (model.documents.id(of: pair.one), model.documents.id(of: pair.other))
    let inOrder = a < b
    let changes = RelayChanges(context: context)
    let differences = one.atTheSamePlace(as: other, between: common).compactMap {
      difference(one.rows[$0.0], other.rows[$0.1], changes, turned: !inOrder)
    }
    let (x, y) = inOrder ? (pair.one, pair.other) : (pair.other, pair.one)
    return DocumentCopy(
      document: inOrder ? a : b, other: inOrder ? b : a, outlets: context.outlets(ofDocument: x),
      otherOutlets: context.outlets(ofDocument: y), kind: isNear ? .nearCopy : .retelling,
      likeness: likeness, sharedClaims: shared, inOrder: common.count, changes: differences)
  }

  private func likeness(_ pair: Pair) -> Double? {
    let sketches = model.documents.sketches
    guard let one = sketches.sketch(of: pair.one, at: context.revision),
      let other = sketches.sketch(of: pair.other, at: context.revision)
    else { return nil }
    return one.likeness(to: other)
  }

  /// What stands at the same place was altered only where something of it stayed: its number, or what it counts.
  private func difference(
    _ one: ClaimRow, _ other: ClaimRow, _ changes: RelayChanges, turned: Bool
  ) -> DocumentCopy.Difference? {
    let units = (context.table.words(of: one).unit, context.table.words(of: other).unit)
    let sameNumber = one.quantity.agrees(with: other.quantity)
    guard units.0 == units.1, one.polarity == other.polarity,
      sameNumber || one.topic == other.topic
    else { return nil }
    let (first, second) = turned ? (other, one) : (one, other)
    var found = changes.between(first, second)
    if !sameNumber {
      // Another number has other bounds and hedges, too.
      let ofQuantity = Change.ofQuantities.map(\.rawValue)
      found.removeAll { ofQuantity.contains($0.kind) }
      found.insert(
        RelayChange(
          kind: "number altered", before: context.table.quantity(of: first).display,
          after: context.table.quantity(of: second).display), at: 0)
    }
    return found.isEmpty
      ? nil : DocumentCopy.Difference(claim: first.id, other: second.id, changes: found)
  }
}
