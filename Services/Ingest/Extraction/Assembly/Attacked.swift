import Ledger

/// Whom an attack struck: those whom the numbers behind it count, who need no further word.
extension Array where Element == Item {
  private static var farthest: Int { 18 }

  /// "attacked civilians 288 times, killing 134", "ambushed a lorry full of soldiers, killing 19": the word for them.
  func attacked(before attachment: Attachment) -> Int? {
    guard let word = attachment.measureItem,
      attachment.rule == "object" && attachment.phrase.isBare
        || attachment.rule == "noun" && attachment.phrase.isUnnamed
    else { return nil }
    let last = Swift.min(word, attachment.item)
    for near in stride(from: last - 1, through: Swift.max(0, last - Self.farthest), by: -1) {
      guard let people = self[near].people,
        people.form == .many
          ? self[near].meaning.people.count < 2 || !isHouse(near + 1)
          : people.form == .adjective && self[safe: near + 1]?.means == true
            && !isHouse(near + 1) && self[near + 1].measures.isEmpty
      else { continue }
      return isStruck(near) ? near : nil
    }
    return nil
  }

  /// The side of those who were attacked, where it stands beside them: "ambushed French soldiers, killing three".
  func sideAttacked(before attachment: Attachment) -> PartyID? {
    guard let people = attacked(before: attachment) else { return nil }
    if let party = self[people].party { return party.id }
    for near in stride(from: people - 1, through: Swift.max(0, people - 2), by: -1) {
      if self[near].isMark || self[near].has(.article)
        || self[near].domain(anyOf: [.event, .events])
      {
        return nil
      }
      if let party = self[near].party {
        return party.roles.allSatisfy(\.isPlace) ? nil : party.id
      }
    }
    return nil
  }

  /// An attack stands before them, and they are not who made it.
  private func isStruck(_ people: Int) -> Bool {
    for near in stride(from: people - 1, through: Swift.max(0, people - 6), by: -1) {
      let item = self[near]
      if item.isMark || item.quantity != nil || item.people != nil || item.has(.by) { return false }
      if item.domain(anyOf: [.event, .events]) { return true }
    }
    return false
  }

  /// "struck a police headquarters": a house of theirs.
  private func isHouse(_ index: Int) -> Bool {
    guard let next = self[safe: index], !next.isMark else { return false }
    return next.domain(.site) || next.attribution(.body) || next.domain(.event)
      || !next.isTelling && next.meaning.gist.grammar.isEmpty
  }
}
