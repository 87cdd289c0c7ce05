import Ledger

/// `confidence.tsv`: how much each feature of a claim speaks for or against its being right.
extension Confidence {
  static let fileName = "confidence.tsv"

  init(_ files: [LexiconFile]) throws(LedgerError) {
    for file in files where file.name == Self.fileName {
      for row in try file.rows() {
        let feature = try row.required(0, "the feature")
        let text = try row.required(1, "its weight")
        guard let weight = Double(text), (-100...100).contains(weight), row.field(2) == nil else {
          throw row.error(
            "\"\(row.fields.dropFirst().joined(separator: " "))\" is no weight",
            hint: "one number from -100 to 100; Scripts/calibrate writes them")
        }
        guard weights.updateValue(weight, forKey: feature) == nil else {
          throw row.error(
            "\"\(feature)\" has a weight already", hint: "weights belong together: have one file")
        }
      }
    }
  }
}
