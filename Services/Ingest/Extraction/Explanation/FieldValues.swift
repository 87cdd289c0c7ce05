import Ledger

extension ClaimExplanation.Field {
  /// What a claim says in this field, for people; empty where it says nothing.
  func value(of claim: Claim) -> String {
    switch self {
    case .number: Self.number(claim.quantity)
    case .modifier: Self.modifier(claim.quantity)
    case .measure:
      Self.list(
        [claim.measure.id.value]
          + (claim.measure.includes.isEmpty
            ? [] : ["including \(Self.list(claim.measure.includes.map(\.value)))"]))
    case .party: claim.group.party?.value ?? ""
    case .population: claim.group.population?.value ?? ""
    case .conflict:
      claim.group.conflict.map {
        "\($0) (\(claim.group.conflictBasis))" + (claim.citedForScale ? ", cited for scale" : "")
      } ?? ""
    case .place: Shown.cut(claim.group.place ?? "")
    case .time: Self.time(claim.time)
    case .kind: Self.kind(claim.kind, claim.ratePer)
    case .polarity: "\(claim.polarity)"
    case .claimant: Shown.cut(claim.attribution.claimant?.name ?? "")
    case .cause: claim.group.cause == .unstated ? "" : Shown.words("\(claim.group.cause)")
    case .method: claim.group.method == .unstated ? "" : Shown.words("\(claim.group.method)")
    case .responsible: claim.group.responsible?.party.value ?? ""
    case .confidence: Self.confidence(claim.confidence)
    }
  }

  private static func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }

  /// Without its bounds, which are the modifier's.
  private static func number(_ quantity: Quantity) -> String {
    let unit = quantity.unit == "people" ? "" : " \(quantity.unit)"
    let values = [quantity.low?.value, quantity.best, quantity.high?.value].compactMap(\.self)
    let numbers = Set(values).sorted().map(Quantity.grouped)
    guard quantity.form == .vague else { return numbers.joined(separator: "–") + unit }
    let bounds = quantity.high == nil ? "\(numbers.first ?? "?") or more" : list(numbers)
    return "“\(Shown.cut(quantity.vagueTerm))”, \(bounds)" + unit
  }

  private static func modifier(_ quantity: Quantity) -> String {
    let isHedged = quantity.approximate && quantity.modifier != .approximate
    return list([Shown.words("\(quantity.modifier)")] + (isHedged ? ["approximate"] : []))
  }

  private static func time(_ time: ClaimTime) -> String {
    let dates = [
      ("from", time.from), ("to", time.to), ("as of", time.asOf), ("said on", time.statedOn),
    ]
    return list(
      dates.compactMap { name, date in date.map { "\(name) \($0.date) (\($0.basis))" } })
  }

  private static func kind(_ kind: Claim.Kind, _ unit: Claim.RateUnit?) -> String {
    kind == .rate ? "rate per \(unit.map { "\($0)" } ?? "?")" : Shown.words("\(kind)")
  }

  /// In hundredths: more digits would claim what nobody has measured.
  private static func confidence(_ value: Double) -> String {
    let hundredths = Int((min(max(value, 0), 1) * 100).rounded())
    return hundredths == 100
      ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }
}

/// Texts of an explanation, kept to a length that a message can hold.
enum Shown {
  /// In code points: what counts as one character may be megabytes long.
  static let longest = 160

  static func cut(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(scalars.startIndex, offsetBy: longest, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return text }
    return String(String.UnicodeScalarView(scalars[..<end])) + "…"
  }

  /// The end of a text, for what stands before something.
  static func end(of text: String) -> String {
    let scalars = text.unicodeScalars
    guard
      let start = scalars.index(
        scalars.endIndex, offsetBy: -longest, limitedBy: scalars.startIndex),
      start != scalars.startIndex
    else { return text }
    return "…" + String(String.UnicodeScalarView(scalars[start...]))
  }

  /// A name of the model in words: `atLeast` is "at least".
  static func words(_ name: String) -> String {
    name.reduce(into: "") { out, letter in
      out += letter.isUppercase ? " \(letter.lowercased())" : String(letter)
    }
  }
}
