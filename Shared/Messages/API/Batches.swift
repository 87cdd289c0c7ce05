import Ledger

extension [Claim] {
  /// The claims in batches that each fit into one message. A claim's size is taken as its sentence plus a generous
  /// allowance for everything else, which is cheaper than packing it twice.
  package func batches(bytes limit: Int) -> [ClaimBatch] {
    var batches: [ClaimBatch] = []
    var size = 0
    for claim in self {
      let estimate = claim.evidence.sentenceText.utf8.count + 2048
      if batches.isEmpty || size + estimate > limit {
        batches.append(ClaimBatch(claims: []))
        size = 0
      }
      batches[batches.count - 1].claims.append(claim)
      size += estimate
    }
    return batches
  }
}
