import Ledger

/// Relations between the claims of one document: what repeats, and what is part of what.
enum Repetition {
  static func related(_ drafts: [ClaimDraft]) -> [Claim] {
    var claims: [Claim] = []
    claims.reserveCapacity(drafts.count)
    let whole = fullest(drafts)
    // By index: an id is made only of what another claim refers to.
    var seen: [Key: Int] = [:]
    seen.reserveCapacity(drafts.count)
    var bySpan: [Span: Int] = [:]
    // Few claims are part of another one.
    let wholes = Set(drafts.lazy.compactMap(\.whole))
    var ids: [Int: ClaimID] = [:]
    func id(_ index: Int) -> ClaimID {
      if let id = ids[index] { return id }
      let id = ClaimID(of: claims[index])
      ids[index] = id
      return id
    }
    for index in drafts.indices {
      // Copied once and completed in its place, because a claim is large.
      claims.append(drafts[index].kept.value)
      if let other = whole[Figure(drafts, index)], !other.isShared, other.draft != index {
        complete(&claims[index], from: drafts[other.draft].kept)
      }
      // A headline on one side says whose figure it gives: its subject tells where the figure is of several.
      if claims[index].evidence.subject != nil,
        !PartyResolver.isOfSeveral(claims[index].group.party)
      {
        claims[index].evidence.subject = nil
      }
      if let span = drafts[index].whole, let target = bySpan[span] {
        claims[index].relations.append(Relation(.subsetOf, id(target)))
      }
      let key = Key(claims, index, part: drafts[index].part)
      if let first = seen[key] {
        claims[index].relations.append(Relation(.repeats, id(first)))
        claims[index].rules.append("repetition")
      } else {
        seen[key] = index
      }
      if !wholes.isEmpty, wholes.contains(claims[index].evidence.number) {
        bySpan[claims[index].evidence.number] = index
      }
    }
    return claims
  }

  /// Of several statements of one figure, the draft that says most.
  private static func fullest(_ drafts: [ClaimDraft]) -> [Figure: (draft: Int, isShared: Bool)] {
    var fullest: [Figure: (draft: Int, isShared: Bool)] = [:]
    fullest.reserveCapacity(drafts.count)
    for index in drafts.indices where drafts[index].kept.value.group.party != nil {
      let figure = Figure(drafts, index)
      guard let other = fullest[figure] else {
        fullest[figure] = (index, false)
        continue
      }
      if other.isShared { continue }
      if drafts[other.draft].kept.value.group.party
        != drafts[index].kept.value.group.party
      {
        // Two sides with the same figure: neither lends to a third.
        fullest[figure]?.isShared = true
      } else if isFuller(drafts[index].kept.value, than: drafts[other.draft].kept.value) {
        fullest[figure] = (index, false)
      }
    }
    return fullest
  }

  @inline(__always)
  private static func isFuller(_ claim: Claim, than other: Claim) -> Bool {
    (claim.kind == .incident || isTelling(claim))
      && claim.time.from != nil
      && other.kind == .cumulative && other.time.isOpen
  }

  /// A headline, a caption or a quotation leaves out what the text says of the same figure.
  private static func complete(_ claim: inout Claim, from kept: Kept<Claim>) {
    let other = kept.value
    guard claim.evidence.number != other.evidence.number else { return }
    let isShort = claim.evidence.section == .headline || claim.evidence.section == .deck
    if claim.group.party == nil || isShort && claim.group.party == PartyResolver.everyone {
      claim.group.party = other.group.party
      claim.rules.append("side of same figure")
    }
    // Small numbers are the same by chance.
    if claim.group.population == nil, (claim.quantity.leadingValue ?? 0) > 20 {
      claim.group.population = other.group.population
    }
    let isOpen = claim.time.isOpen
    // A headline does not say since when.
    if isOpen, isTelling(claim), other.kind != .rate, other.time.from != nil,
      other.time.to != nil
        || !isShort
          && other.evidence.number.bytes.lowerBound < claim.evidence.number.bytes.lowerBound,
      claim.group.party == other.group.party
    {
      (claim.time.from, claim.time.to) = (other.time.from, other.time.to)
      claim.time.asOf = other.time.asOf
      claim.kind = other.kind
      claim.rules.append("time of same figure")
      return
    }
    if isOpen, other.kind == .incident, claim.kind == .cumulative,
      claim.group.party == other.group.party, (claim.quantity.leadingValue ?? 0) > 2
    {
      claim.kind = .incident
    }
    if claim.kind == .incident, other.kind == .incident, isOpen {
      (claim.time.from, claim.time.to) = (other.time.from, other.time.to)
    }
  }

  /// Two statements of so many are statements of the same.
  private static func isTelling(_ claim: Claim) -> Bool {
    guard let value = claim.quantity.leadingValue else { return false }
    return value > 20 && claim.quantity.form == .point
      && value.truncatingRemainder(dividingBy: 10) != 0
      || value > 1000
  }

  /// One figure, whoever it is about.
  private struct Figure: Hashable {
    var value: Double?
    var measure: MeasureID
    var unit: String
    var part: Int

    /// - Parameter index: of the draft. Not the draft itself, which would be copied.
    @inline(__always)
    init(_ drafts: [ClaimDraft], _ index: Int) {
      value = drafts[index].kept.value.quantity.leadingValue
      measure = drafts[index].kept.value.measure.id
      unit = drafts[index].kept.value.quantity.unit
      part = drafts[index].part
    }

    /// What tells most figures apart: strings take longer to hash than to compare.
    func hash(into hasher: inout Hasher) {
      hasher.combine((value ?? -1).bitPattern &+ UInt64(bitPattern: Int64(part)))
    }
  }

  /// What makes two statements of one document the same statement.
  private struct Key: Hashable {
    var low: Double?
    var best: Double?
    var high: Double?
    var modifier: Quantity.Modifier
    var measure: MeasureID
    var party: PartyID?
    var population: PopulationID?
    var kind: Claim.Kind
    var unit: String
    var part: Int

    @inline(__always)
    init(_ claims: [Claim], _ index: Int, part: Int) {
      low = claims[index].quantity.low?.value
      best = claims[index].quantity.best
      high = claims[index].quantity.high?.value
      modifier = claims[index].quantity.modifier
      measure = claims[index].measure.id
      party = claims[index].group.party
      population = claims[index].group.population
      kind = claims[index].kind
      unit = claims[index].quantity.unit
      self.part = part
    }

    /// What tells most statements apart: strings take longer to hash than to compare.
    func hash(into hasher: inout Hasher) {
      hasher.combine(
        (best ?? low ?? high ?? -1).bitPattern &+ UInt64(bitPattern: Int64(part)))
    }
  }
}
