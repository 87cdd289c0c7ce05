import Ledger
import Testing

@testable import Extraction

@Suite("The project's own sentences")
struct CorpusTests {
  @Test("yield exactly what they state", arguments: CorpusCase.all)
  func yields(_ sentence: CorpusCase) throws {
    let found = try claims(sentence.text)
    let shown = found.map(Self.show).joined(separator: "; ")
    #expect(found.count == sentence.expected.count, "found \(shown)")
    for expectation in sentence.expected {
      let mismatches = found.map { expectation.mismatch($0) ?? "" }
      #expect(
        mismatches.contains(""),
        "\(expectation) is not among \(shown): \(mismatches)")
    }
  }

  @Test("are there")
  func areThere() { #expect(CorpusCase.all.count > 100) }

  static func show(_ claim: Claim) -> String {
    "\(claim.measure.id) \(claim.evidence.numberText) of \(claim.group.party?.value ?? "-") "
      + "\(claim.group.population?.value ?? "-") \(claim.kind) by "
      + "\(claim.attribution.claimant?.name ?? "-") \(claim.rules)"
  }
}
