import Ledger

/// The measures that rules must tell apart, found in the vocabulary and not by name.
/// A class, because every rule of every sentence is given it.
final class MeasureVocabulary: Sendable {
  /// The one that includes most others: what "killed or wounded" counts.
  let mixed: MeasureID
  private let parts: MeasureTable<[MeasureID]>

  /// What can end: captivity, displacement.
  let reversible: MeasureSet
  /// What counts civilians by itself: those who fled.
  let ofFlight: Set<MeasureID>
  /// What a measure becomes where civilians are counted.
  let ofCivilians: [MeasureID: MeasureID]

  init(_ lexicon: Lexicon) {
    let vocabulary = lexicon.vocabulary
    reversible = lexicon.reversible
    ofFlight = lexicon.ofFlight
    ofCivilians = lexicon.ofCivilians
    // A lexicon without a mixed measure leaves mixtures to their first part.
    mixed =
      vocabulary.measures.max { ($0.includes.count, $1.id) < ($1.includes.count, $0.id) }?.id ?? ""
    parts = MeasureTable(
      Dictionary(
        vocabulary.measures.map { ($0.id, $0.includes) }, uniquingKeysWith: { one, _ in one }))
  }

  func includes(_ part: MeasureID, in whole: MeasureID) -> Bool {
    parts[whole]?.contains(part) ?? false
  }

  func isMixed(_ measure: MeasureID) -> Bool { parts[measure]?.isEmpty == false }
}
