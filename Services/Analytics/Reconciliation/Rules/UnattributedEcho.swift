import Ledger

/// Rule *echo*: a headline or caption seldom says who counted. An unattributed statement joins an attributed origin of
/// its own document where it is marked as repeating one, or stands in a headline or caption, and exactly one origin
/// admits it. Anything else stays unattributed: that a text names nobody is itself a fact about the text.
func joinEchoes(_ unattributed: [ClaimRow], to origins: inout [Origin], in table: ClaimTable)
  -> [ClaimRow]
{
  var byDocument: [Handle: [Int]] = [:]
  for (index, origin) in origins.enumerated() {
    for document in Set(origin.statements.map(\.document)) {
      byDocument[document, default: []].append(index)
    }
  }
  var rest: [ClaimRow] = []
  var joined: [(origin: Int, row: ClaimRow)] = []
  for row in unattributed {
    let homes = (byDocument[row.document] ?? []).filter {
      (row.isShortened || origins[$0].holds(row.repeats, in: table))
        && origins[$0].admits(row, in: table)
    }
    if homes.count == 1 { joined.append((homes[0], row)) } else { rest.append(row) }
  }
  // Only now, so that no echo decides about another one.
  for (origin, row) in joined { origins[origin].add(row, in: table) }
  return rest
}

extension Origin {
  fileprivate func holds(_ row: Handle, in table: ClaimTable) -> Bool {
    guard row != .none else { return false }
    let id = table.rows[Int(row)].id
    return statements.contains { $0.id == id }
  }
}
