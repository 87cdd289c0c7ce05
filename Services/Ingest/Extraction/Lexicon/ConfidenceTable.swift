import Ledger

/// `confidence.tsv`: how much each feature of a claim speaks for or against its being right.
extension Confidence {
  static let fileName = "confidence.tsv"

  init(_ files: [LexiconFile]) throws(LedgerError) {
    var (weights, lines) = ([Feature: Double](), [Feature: Int]())
    for file in files where file.name == Self.fileName {
      for row in try file.rows() {
        let feature = try Self.feature(row)
        let text = try row.required(1, "its weight")
        guard let weight = Double(text), (-100...100).contains(weight), row.field(2) == nil else {
          throw row.error(
            "\"\(row.fields.dropFirst().joined(separator: " "))\" is no weight",
            hint: "one number from -100 to 100; Scripts/restate writes them")
        }
        lines[feature] = row.line
        guard weights.updateValue(weight, forKey: feature) == nil else {
          throw row.error(
            "\"\(feature)\" has a weight already", hint: "weights belong together: have one file")
        }
      }
    }
    self.init(weights: weights, lines: lines)
  }

  /// "rule: lost"; the value may be one that no claim has any more.
  private static func feature(_ row: LexiconFile.Row) throws(LedgerError) -> Feature {
    let text = try row.required(0, "the feature")
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let kind = Kind.byName[parts[0]], parts[1].hasPrefix(" ") else {
      throw row.error(
        "\"\(text)\" is no feature",
        hint: "kind, colon, value; kinds: \(Kind.allCases.map(\.name).joined(separator: ", "))")
    }
    return Feature(kind, String(parts[1].dropFirst()))
  }
}
