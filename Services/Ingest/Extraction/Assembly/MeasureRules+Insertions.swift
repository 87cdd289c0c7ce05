import Ledger

/// Where a sentence goes on behind what interrupts it.
extension MeasureFinder {
  /// Behind the next comma the sentence goes on with its verb.
  private func goesOnBehind(_ start: Int) -> Bool {
    guard let comma = items[start..<min(items.count, start + 14)].firstIndex(where: { $0.isMark })
    else { return false }
    return items[comma].isMark(",") && items[safe: comma + 1]?.has(anyOf: [.be, .have]) == true
  }

  /// Behind an insertion that interrupts: ", including three children," or "(KIA)".
  func insertionEnd(_ start: Int) -> Int? {
    let isBracket = items[start].isMark("(")
    let isDash = items[start].isMark("–")
    var at = start + 1
    let limit = min(items.count, start + 24)
    if !isBracket {
      guard let next = items[safe: at],
        next.quantity != nil
          && (items[safe: at + 1]?.has(.ofWhom) == true || endsAmong(from: at) != nil
            // "two policemen, one from Ghana and the other from Chad, were killed"
            || items[safe: at + 1]?.has(anyOf: [.from, .a, .in]) == true && goesOnBehind(at))
          || next.has(.including) || next.has(.among) || next.has(.relative) || next.has(.who)
          || next.has(.ofWhom) || next.people?.form == .many
      else { return remarkEnd(start) }
    }
    var first: Int?
    while at < limit {
      let closes =
        isBracket
        ? items[at].isMark(")")
        : isDash ? items[at].isMark("–") : items[at].isMark(",") || items[at].isMark("–")
      if closes {
        // "including a nurse, two boys and four women, were killed": the last comma is the end.
        let goesOn = items[safe: at + 1]?.has(anyOf: [.be, .have]) == true
        if isBracket || isDash || goesOn { return at + 1 }
        first = first ?? at + 1
      }
      if items[at].isMark(";") { break }
      at += 1
    }
    return first
  }

  /// "three women and five children among them": a list of parts, and where it ends.
  func endsAmong(from start: Int) -> Int? {
    for at in start..<min(items.count, start + 12) {
      let item = items[at]
      if item.has(.including) {
        let next = items[safe: at + 1]
        return next.map { $0.isMark || $0.has(anyOf: [.be, .have]) } ?? true ? at + 1 : nil
      }
      if item.isMark && !item.isMark(",") && !item.isMark("-") || !item.measures.isEmpty
        || item.has(anyOf: [.be, .have, .that, .while])
      {
        return nil
      }
    }
    return nil
  }

  /// Behind a remark between commas, where the sentence goes on with its verb: ", most of them women,".
  private func remarkEnd(_ start: Int) -> Int? {
    for at in start + 1..<max(start + 2, min(items.count, start + 10)) {
      guard let item = items[safe: at], item.quantity?.isExcluded ?? true else { return nil }
      guard item.isMark(",") || item.isMark("–") || item.isMark("—") else { continue }
      // '"Twelve men," he said, "were killed"'
      let resumed =
        items[safe: at + 1].map { $0.isMark("\"") || $0.isMark("'") } ?? false ? at + 2 : at + 1
      let next = items[safe: resumed]
      let goesOn =
        next?.has(.be) == true || next?.has(.have) == true || next?.measures.isEmpty == false
        || next?.stance != nil && items[safe: resumed + 1]?.has(.be) == true
      if goesOn { return resumed }
    }
    return nil
  }
}
