// From what was extracted and what a reviewer corrected to the claim as it reads: the one place.

extension Claim {
  /// The claim with corrections that are to be recorded. Throws `malformed`, with the field, where there is no such
  /// field, a value cannot stand there, or the fields contradict each other afterwards.
  package func corrected(by corrections: [String: String]) throws(LedgerError) -> Claim {
    for path in corrections.keys.sorted() where CorrectableField.named(path) == nil {
      throw CorrectableField.unknown(path)
    }
    var claim = self
    for field in CorrectableField.all {
      guard let value = corrections[field.path] else { continue }
      do throws(LedgerError) {
        try field.write(&claim, value)
      } catch {
        var error = error
        error.subject = field.path
        throw error
      }
    }
    claim.settle(corrections, of: self)
    // What was extracted stays as it was read, be it as it may; what was touched has to fit.
    func isTouched(_ part: String) -> Bool { corrections.keys.contains { $0.hasPrefix(part) } }
    if isTouched("quantity.") { try claim.checkQuantity() }
    if isTouched("kind") || isTouched("ratePer") { try claim.checkRate() }
    for (role, source) in [
      ("attribution.claimant", claim.attribution.claimant),
      ("attribution.speaker", claim.attribution.speaker),
      ("attribution.outlet", claim.attribution.outlet),
    ] where isTouched(role) && source?.name.isEmpty == true {
      throw LedgerError(
        .malformed, subject: "\(role).name", "a source without a name",
        hint: "set the name as well")
    }
    return claim
  }

  /// The claim as it reads with corrections that were recorded. What of them cannot be applied, because a program
  /// recorded it that knew other fields, leaves its field as it was.
  package func reading(with corrections: [String: String]) -> Claim {
    guard !corrections.isEmpty else { return self }
    if let claim = try? corrected(by: corrections) { return claim }
    var claim = self
    for field in CorrectableField.all {
      guard let value = corrections[field.path] else { continue }
      var changed = claim
      if (try? field.write(&changed, value)) != nil { claim = changed }
    }
    claim.settle(corrections, of: self)
    return claim
  }

  /// What differs between the claim and another reading of it, field by field.
  package func differences(to reading: Claim) -> [FieldCorrection] {
    CorrectableField.all.compactMap { field in
      let (from, to) = (field.read(self), field.read(reading))
      return from == to ? nil : FieldCorrection(field: field.path, from: from, to: to)
    }
  }

  /// What stands in some fields, as text.
  package func values(of paths: some Sequence<String>) -> [String: String] {
    var values: [String: String] = [:]
    for path in paths { values[path] = CorrectableField.named(path)?.read(self) }
    return values
  }

  /// What follows from a correction without being said.
  private mutating func settle(_ corrections: [String: String], of extracted: Claim) {
    func isOpen(_ paths: String...) -> Bool { paths.allSatisfy { corrections[$0] == nil } }
    let before = extracted.quantity
    if corrections["quantity.best"] != nil, isOpen("quantity.low", "quantity.high"),
      let best = quantity.best, let low = before.low, let high = before.high,
      low.value == high.value, low.value == before.best
    {
      (quantity.low, quantity.high) = (.init(best), .init(best))
      if isOpen("quantity.form"), before.form == .point || before.form == .zero {
        quantity.form = best == 0 ? .zero : .point
      }
    }
    if corrections["group.conflict"] != nil, isOpen("group.conflictBasis") {
      group.conflictBasis =
        group.conflict == nil
        ? .unknown : group.conflictBasis == .unknown ? .inferred : group.conflictBasis
    }
    if kind != .rate, isOpen("ratePer") { ratePer = nil }
  }

  private func checkQuantity() throws(LedgerError) {
    let (low, best, high) = (quantity.low?.value, quantity.best, quantity.high?.value)
    let ends = [low, best, high].compactMap { $0 }
    guard ends == ends.sorted() else {
      throw LedgerError(
        .malformed, subject: "quantity", "its low, best and high are not in order",
        hint: "correct all of quantity.low, quantity.best and quantity.high that are wrong")
    }
    let fits =
      switch quantity.form {
      case .lowerBound: low != nil && high == nil
      case .upperBound: high != nil && low == nil
      case .range: low != nil && high != nil
      case .zero: ends.allSatisfy { $0 == 0 }
      case .point, .ratio, .share, .rate, .multiple: !ends.isEmpty
      case .vague: true
      }
    guard fits else {
      throw LedgerError(
        .malformed, subject: "quantity", "a \(quantity.form) with other ends than it has",
        hint: "set quantity.form, and quantity.low, quantity.best, quantity.high as it wants them")
    }
  }

  private func checkRate() throws(LedgerError) {
    guard (kind == .rate) == (ratePer != nil) else {
      throw LedgerError(
        .malformed, subject: "ratePer", "a rate is per something, and nothing else is",
        hint: "set kind and ratePer together")
    }
  }
}

extension CorrectableField {
  static func unknown(_ path: String) -> LedgerError {
    let near = nearest(to: path, among: all.map { ($0.path, $0.path) })
    return LedgerError(
      .malformed, subject: shown(path), "no field that can be corrected",
      hint: near.isEmpty
        ? "reckon review fields lists them" : "did you mean \(near.joined(separator: ", "))?")
  }
}
