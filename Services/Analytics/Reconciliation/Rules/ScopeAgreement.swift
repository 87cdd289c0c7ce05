import Ledger

/// Rule *scope*: what narrows a figure within its topic must not differ where both sides state it. Figures on two towns,
/// on two events, with two definitions, or counted and estimated, are never merged.
extension Scope {
  func contradicts(_ other: Scope) -> Bool {
    Self.differ(place, other.place) || Self.differ(incident, other.incident)
      || (responsible != nil && other.responsible != nil && responsible != other.responsible)
      || (!includes.isEmpty && !other.includes.isEmpty && includes != other.includes)
      || method.contradicts(other.method)
  }

  /// Names agree where one contains the other: "Ukraine" and "eastern Ukraine" may be one place in two texts.
  private static func differ(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return false }
    return !one.contains(other) && !other.contains(one)
  }

  /// Both name the place or the event, and they agree.
  func sharesPlaceOrIncident(with other: Scope) -> Bool {
    (place != nil && other.place != nil && !Self.differ(place, other.place))
      || (incident != nil && other.incident != nil && !Self.differ(incident, other.incident))
  }
}

extension CountedGroup.Method {
  /// A count of single cases is another thing than an estimate. "Announced" tells nothing of how it was made.
  fileprivate func contradicts(_ other: Self) -> Bool {
    (countsCases && other.estimates) || (estimates && other.countsCases)
  }

  private var countsCases: Bool { self == .named || self == .individuallyVerified }
  private var estimates: Bool { self == .estimated || self == .modelled }
}
