import Ledger

/// What a mapping says of one field of a claim: the same for all rows, or what a column says.
struct MappedField<Value: Sendable>: Sendable {
  /// The column's place among those that the mapping asks for; nil for a constant.
  var column: Int?
  var constant: Value?
  /// What some cells mean; nil within: they leave the field open.
  var values: [String: Value?] = [:]
  /// What all other cells mean, where the mapping says so.
  var otherwise: Value??
  /// Reads a cell that the mapping says nothing of; nil where it means nothing.
  var read: @Sendable (String) -> Value? = { _ in nil }
  /// Of what kind it is, for messages: "parties".
  var kind = ""
  /// What a misspelt cell may mean.
  var names: @Sendable () -> [(id: String, name: String)] = { [] }

  /// - Throws: `malformed`, with the row and the column, for a cell that means nothing.
  func value(in row: TableRow, _ columns: [String]) throws(LedgerError) -> Value? {
    guard let column else { return constant }
    guard let cell = row.cells[column] else { return nil }
    if let value = values[cell.text] { return value }
    if let value = read(cell.text) { return value }
    if let otherwise { return otherwise }
    let near = nearest(to: cell.text, among: names())
    throw row.error(
      "\"\(shown(cell.text))\" is none of the \(kind)", column: columns[column],
      hint: near.isEmpty
        ? "say under values what it means, or under otherwise what all others mean"
        : "say under values what it means; perhaps \(near.joined(separator: ", "))")
  }
}

/// The beginning of what stands in a cell, for messages.
func shown(_ text: String) -> String {
  text.count <= 80 ? text : String(text.prefix(80)) + "…"
}
