import Ledger
import Wording

/// Claims that are stored nowhere, for people: a row each.
enum ClaimTable {
  static func print(_ claims: [Claim]) {
    var table = Table(["FIGURE", "MEASURE", "GROUP", "ABOUT", "CLAIMANT", "SENTENCE"], right: [0])
    for claim in claims {
      let mark = Words.polarity(claim.polarity).map { ", \($0)" } ?? ""
      table.add([
        Words.figure(claim.quantity, claim.kind, claim.ratePer), claim.measure.id.value + mark,
        Words.group(claim.group.party, claim.group.population), Words.about(claim.time),
        Words.claimant(claim.attribution.claimant), claim.evidence.sentenceText,
      ])
    }
    if !claims.isEmpty { table.print() }
  }
}
