import Ledger

/// A quantity with what it counts: the heart of a claim, before time, claimant and side are known.
struct Attachment: Sendable {
  /// Item of the quantity in its sentence.
  var item: Int
  /// Held once: an attachment is handed on many times, and its number never changes.
  let kept: Kept<QuantityMention>
  var mention: QuantityMention {
    @inline(__always) get { kept.value }
  }
  var measure: MeasureID
  var includes: [MeasureID] = []
  /// Item of the measure's word; nil where it is inherited.
  var measureItem: Int?
  var phrase: NounPhrase
  /// The people are those of the number that this one goes on from.
  var sharesPeople = false
  /// The people belong to the grammatical subject: "Russia lost", "forces suffered".
  var countsSubject = false
  /// Index of the attachment that this one is part of, or takes its measure from.
  var parent: Int?
  var isSubset = false
  var rule: String
}

/// What a rule found.
struct MeasureFinding {
  /// Said of the people in a clause of their own: "who had fled".
  var isRelative = false
  var measure: MeasureID
  var includes: [MeasureID] = []
  var item: Int?
  var countsSubject = false
  var parent: Int?
  var isSubset = false
  var rule: String
}
