import Ledger

extension Claim {
  /// About how many bytes it takes: its sentence plus a generous allowance for everything else, which is cheaper than
  /// packing it.
  package var estimatedSize: Int { evidence.sentenceText.utf8.count + 2048 }
}

extension [Claim] {
  /// The claims in batches that each fit into one message.
  package func batches(bytes limit: Int) -> [ClaimBatch] {
    var batches: [ClaimBatch] = []
    var size = 0
    for claim in self {
      let estimate = claim.estimatedSize
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
