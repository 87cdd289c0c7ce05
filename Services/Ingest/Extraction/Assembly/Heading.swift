extension [Item] {
  /// "British losses at Ladysmith amounted to 60 killed": the heading that the number belongs to.
  func heading(before index: Int) -> Int? {
    var link: Int?
    for near in stride(from: index - 1, through: Swift.max(0, index - 3), by: -1)
    where self[near].has(.link) || self[near].isMark(":") || self[near].has(.be) {
      link = near
    }
    // "Ottoman losses exceeded 250,000 killed"
    if self[safe: index]?.quantity?.isLinked == true { link = index }
    guard let link else {
      // "Ottoman losses were far heavier, with as many as 250,000 killed"
      // and not "suffered 900 casualties, including 80 killed", which are counted.
      return prefix(6).indices.first {
        self[$0].measure(.noun, .toll) != nil && self[$0].measure(.predicate) == nil
          && self[safe: $0 - 1]?.quantity == nil
      }.flatMap { $0 < index - 2 ? $0 : nil }
    }
    for near in stride(from: link - 1, through: Swift.max(0, link - 10), by: -1) {
      // "losses in the nine-year war"
      let isCount = self[near].quantity != nil && !self[near + 1].isMark("-")
      if self[near].isMark(";") || isCount { return nil }
      if self[near].measure(.noun, .toll) != nil {
        return self[safe: near - 1]?.quantity == nil ? near : nil
      }
    }
    return nil
  }

  /// "The war has left 9,000 dead": of everybody, and since it began.
  func isLeftByWar(before index: Int) -> Bool {
    guard self[safe: index - 1]?.has(.leave) == true else { return false }
    for near in stride(from: index - 2, through: Swift.max(0, index - 9), by: -1) {
      let item = self[near]
      if item.isMark || item.quantity != nil || item.party != nil || item.people != nil {
        return false
      }
      guard item.domain(.war) else { continue }
      return !self[Swift.max(0, near - 3)..<near].contains {
        $0.has(anyOf: [.in, .during, .by, .since, .after])
      }
    }
    return false
  }

  /// "bringing total losses since the invasion to 500,000": the word "since" of a count that a number ends.
  func sinceOfToll(before index: Int) -> Int? {
    guard self[safe: index - 1]?.has(.to) == true else { return nil }
    for near in stride(from: index - 2, through: Swift.max(1, index - 14), by: -1) {
      let item = self[near]
      if item.isMark(",") || item.isMark(";") || item.quantity != nil { return nil }
      guard item.has(.since), !item.has(.from) else { continue }
      return self[Swift.max(0, near - 5)..<near].contains {
        $0.has(.count) || $0.has(.total) || $0.measure(.noun, .toll, .act) != nil
      } ? near : nil
    }
    return nil
  }
}
