package import Ledger

extension ClaimExplanation {
  /// About how many bytes it takes. All its texts are short, so that one explanation always fits into a message.
  package var estimatedSize: Int {
    steps.reduce(0) { size, step in
      size + 32 + step.value.utf8.count + step.rule.utf8.count + step.words.estimatedSize
        + step.records.reduce(0) { $0 + $1.estimatedSize }
    }
  }
}

extension PassedOverNumber {
  /// About how many bytes it takes.
  package var estimatedSize: Int {
    96 + text.utf8.count + before.utf8.count + behind.utf8.count + reason.utf8.count
      + words.estimatedSize
  }
}

extension [ExplainedWords] {
  fileprivate var estimatedSize: Int {
    reduce(0) { size, words in
      size + 64 + words.text.utf8.count + words.entries.reduce(0) { $0 + $1.estimatedSize }
    }
  }
}

extension LexiconEntry {
  fileprivate var estimatedSize: Int { 24 + meaning.utf8.count + file.utf8.count }
}

extension PassageClaims {
  /// What a passage yields, in parts that each fit into one message: claims with their explanations, then the numbers
  /// that became none. None of them is the last part, which says how the reading went.
  ///
  /// - Parameter explanations: of the claims, in their order; of the first ones, where a limit stopped it.
  package static func parts(
    id: String, _ claims: [Claim], _ explanations: [ClaimExplanation],
    _ passedOver: [PassedOverNumber], bytes limit: Int
  ) -> [PassageClaims] {
    var parts: [PassageClaims] = []
    var size = 0
    func make(room estimate: Int) {
      if parts.isEmpty || size + estimate > limit {
        parts.append(PassageClaims(id: id))
        size = 0
      }
      size += estimate
    }
    for (index, claim) in claims.enumerated() {
      let explanation = explanations.indices.contains(index) ? explanations[index] : nil
      make(room: claim.estimatedSize + (explanation?.estimatedSize ?? 0))
      parts[parts.count - 1].claims.append(claim)
      if let explanation { parts[parts.count - 1].explanations.append(explanation) }
    }
    for number in passedOver {
      make(room: number.estimatedSize)
      parts[parts.count - 1].passedOver.append(number)
    }
    return parts
  }
}
