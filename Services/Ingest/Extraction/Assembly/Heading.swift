extension [Item] {
  /// "British losses at Ladysmith amounted to 60 killed": the heading that the number belongs to.
  func heading(before index: Int) -> Int? {
    var link: Int?
    for near in stride(from: index - 1, through: Swift.max(0, index - 3), by: -1)
    where self[near].has(.link) || self[near].isMark(":") || self[near].has(.be) {
      link = near
    }
    guard let link else {
      // "Ottoman losses were far heavier, with as many as 250,000 killed"
      return prefix(6).firstIndex {
        $0.measure(.noun, .toll) != nil && $0.measure(.predicate) == nil
      }.flatMap { $0 < index - 2 ? $0 : nil }
    }
    for near in stride(from: link - 1, through: Swift.max(0, link - 10), by: -1) {
      // "losses in the nine-year war"
      let isCount = self[near].quantity != nil && !self[near + 1].isMark("-")
      if self[near].isMark(";") || isCount { return nil }
      if self[near].measure(.noun, .toll) != nil { return near }
    }
    return nil
  }
}
