/// One claim that is there, is gone or says something else, between two readings of a document or two versions of it.
package struct ClaimChange: Hashable, Sendable {
  package var kind: Kind
  /// Nil for one that was added.
  package var before: Claim?
  /// Nil for one that is gone.
  package var after: Claim?
  /// What a reviewer decided on the claim before.
  package var review: ReviewDecision.Decision
  /// The claim before goes on holding though the document does not yield it any more: a reviewer vouches for it, or
  /// decisions on it wait.
  package var keptByReview: Bool

  package init(
    _ kind: Kind, before: Claim? = nil, after: Claim? = nil,
    review: ReviewDecision.Decision = .unreviewed, keptByReview: Bool = false
  ) {
    self.kind = kind
    self.before = before
    self.after = after
    self.review = review
    self.keptByReview = keptByReview
  }

  /// Numbers are those of `ClaimChangeKind` in difference.proto; a test compares them.
  package enum Kind: Int32, CaseIterable, Sendable {
    case added = 1
    case gone, changed
  }

  /// Somebody decided on the claim that this one is instead of, and on nothing that holds of it.
  package var needsReview: Bool { kind == .changed && review != .unreviewed }

  fileprivate init(before: ClaimRecord, after: Claim? = nil, keptByReview: Bool = false) {
    self.init(
      after == nil ? .gone : .changed, before: before.claim, after: after, review: before.review,
      keptByReview: keptByReview)
  }

  fileprivate var place: Int { (after ?? before)?.evidence.number.bytes.lowerBound ?? 0 }
}

/// What people's decisions on a claim come to.
package struct ReviewStanding: Hashable, Sendable {
  package var decision: ReviewDecision.Decision
  /// Decisions wait for further reviewers, or contradict each other.
  package var isPending: Bool

  package init(decision: ReviewDecision.Decision, isPending: Bool) {
    self.decision = decision
    self.isPending = isPending
  }

  /// Whether the claim goes on holding though a program reads otherwise: where it is a person's word, too, or may be
  /// once those are heard who have not decided yet.
  package var outlastsReadings: Bool {
    decision == .accepted || decision == .corrected || isPending
  }
}

extension ClaimRecord {
  fileprivate var outlastsReadings: Bool {
    ReviewStanding(decision: review, isPending: pendingReview != nil).outlastsReadings
  }
}

/// What differs, in the order of the text, and how much does not.
package struct ClaimDifference: Hashable, Sendable {
  package private(set) var changes: [ClaimChange]
  package private(set) var unchanged: Int

  /// Between what the ledger holds of a document and what it yields now. The same claim is one with the same id; claims
  /// on the same number are one that changed.
  package init(held: [ClaimRecord], read: [Claim]) {
    let yielded = read.map { (ClaimID(of: $0), $0) }
    let ids = Set(yielded.map(\.0))
    let heldIDs = Set(held.map(\.id))
    var gone = held.filter { !ids.contains($0.id) }
    var seen = heldIDs
    var new = yielded.filter { seen.insert($0.0).inserted }.map(\.1)
    var pairs = paired(&gone, &new) { NumberRead(span: $0.evidence.number, measure: $0.measure.id) }
    pairs += paired(&gone, &new) { $0.evidence.number }
    unchanged = heldIDs.intersection(ids).count
    changes =
      new.map { ClaimChange(.added, after: $0) }
      + gone.map { ClaimChange(before: $0, keptByReview: $0.outlastsReadings) }
      + pairs.map { ClaimChange(before: $0, after: $1, keptByReview: $0.outlastsReadings) }
    sort()
  }

  /// Between two versions of a page, where claims stand at other places: one that says the same of the same is
  /// unchanged, wherever it stands, and one with another figure has changed.
  package init(version: [ClaimRecord], next: [Claim]) {
    var gone = version.sorted { Self.stands($0.claim, before: $1.claim) }
    var new = next.sorted { Self.stands($0, before: $1) }
    unchanged = paired(&gone, &new) { Statement($0) }.count
    let pairs = paired(&gone, &new) { StatementSubject($0) }
    changes =
      new.map { ClaimChange(.added, after: $0) } + gone.map { ClaimChange(before: $0) }
      + pairs.map { ClaimChange(before: $0, after: $1) }
    sort()
  }

  package func count(_ kind: ClaimChange.Kind) -> Int { changes.count { $0.kind == kind } }

  private mutating func sort() {
    // Sorting is not stable by promise; the place in the list decides between claims on one number.
    changes = changes.enumerated().sorted {
      ($0.element.place, $0.element.kind.rawValue, $0.offset)
        < ($1.element.place, $1.element.kind.rawValue, $1.offset)
    }.map(\.element)
  }

  private static func stands(_ one: Claim, before other: Claim) -> Bool {
    let (a, b) = (one.evidence.number.bytes.lowerBound, other.evidence.number.bytes.lowerBound)
    return a == b ? ClaimID(of: one) < ClaimID(of: other) : a < b
  }
}

/// Takes from both lists what has the same key, one for one, in their order.
private func paired<Key: Hashable>(
  _ before: inout [ClaimRecord], _ after: inout [Claim], by key: (Claim) -> Key
) -> [(ClaimRecord, Claim)] {
  var waiting: [Key: [Int]] = [:]
  for (index, claim) in after.enumerated().reversed() {
    waiting[key(claim), default: []].append(index)
  }
  var taken: Set<Int> = []
  var pairs: [(ClaimRecord, Claim)] = []
  before.removeAll { record in
    guard let index = waiting[key(record.claim)]?.popLast() else { return false }
    taken.insert(index)
    pairs.append((record, after[index]))
    return true
  }
  after = after.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
  return pairs
}

private struct NumberRead: Hashable {
  let span: Span
  let measure: MeasureID
}

/// What a claim speaks about: everything but the figure.
private struct StatementSubject: Hashable {
  let measure: MeasureID
  let includes: [MeasureID]
  let group: CountedGroup
  let dates: [CivilDate?]
  let kind: Claim.Kind
  let ratePer: Claim.RateUnit?
  let citedForScale: Bool
  let claimant: String?

  init(_ claim: Claim) {
    measure = claim.measure.id
    includes = claim.measure.includes
    var group = claim.group
    // How the war is known may change with any other sentence of the page.
    group.conflictBasis = .unknown
    self.group = group
    dates = [claim.time.from, claim.time.to, claim.time.asOf, claim.time.statedOn].map(Self.given)
    kind = claim.kind
    ratePer = claim.ratePer
    citedForScale = claim.citedForScale
    claimant = claim.attribution.claimant?.key
  }

  /// A date that the text itself gives. Others come from elsewhere, such as the day on which this version appeared.
  private static func given(_ date: DateStatement?) -> CivilDate? {
    switch date?.basis {
    case .stated, .resolved: date?.date
    case .inferred, .supplied, .metadata, .address, nil: nil
    }
  }
}

/// What a claim says, in whichever words and wherever it stands.
private struct Statement: Hashable {
  let subject: StatementSubject
  let quantity: Quantity
  let polarity: Claim.Polarity

  init(_ claim: Claim) {
    subject = StatementSubject(claim)
    var quantity = claim.quantity
    quantity.modifierText = ""
    quantity.significantDigits = 0
    self.quantity = quantity
    polarity = claim.polarity
  }
}
