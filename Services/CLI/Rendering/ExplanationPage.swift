import Ledger
import Messages
import Wording

/// Why a text's claims say what they say, and why its other numbers are none, for people.
enum ExplanationPage {
  static func print(
    _ claims: [Claim], _ explanations: [ClaimExplanation], _ passedOver: [PassedOverNumber]
  ) {
    let numbers = Dictionary(
      claims.enumerated().map { (ClaimID(of: $1), $0 + 1) }, uniquingKeysWith: { one, _ in one })
    for (index, claim) in claims.enumerated() {
      let explanation = explanations.indices.contains(index) ? explanations[index] : nil
      show(tree(of: claim, index + 1, explanation, numbers))
    }
    guard !passedOver.isEmpty else { return }
    let count = passedOver.count == 1 ? "1 number" : "\(passedOver.count) numbers"
    show(
      Tree(
        parts: [.words("\(count) became no claim", .bold)], branches: passedOver.map(tree)))
  }

  private static func show(_ tree: Tree) {
    for line in tree.lines(width: Terminal.width) { Swift.print(line) }
    Swift.print("")
  }

  // MARK: claims

  private static func tree(
    of claim: Claim, _ number: Int, _ explanation: ClaimExplanation?, _ numbers: [ClaimID: Int]
  ) -> Tree {
    let figure = Words.figure(claim.quantity, claim.kind, claim.ratePer)
    let group = Words.group(claim.group.party, claim.group.population)
    var branches = [sentence(claim.evidence)]
    branches += (explanation?.steps ?? []).map { step($0, claim) }
    branches += claim.relations.map { relation in
      let other = numbers[relation.target].map { "claim \($0)" } ?? "another claim"
      return Tree(
        parts: [
          .column("relation", width: nameWidth),
          .words("\(ClaimPage.relationName(relation.kind)) \(other)"),
        ])
    }
    return Tree(
      parts: [
        .words("claim \(number)", .faint),
        .words("\(figure) \(claim.measure.id), \(group)", .bold, gap: 2),
      ],
      branches: branches)
  }

  private static func sentence(_ evidence: Evidence) -> Tree {
    guard let parts = ClaimPage.parts(of: evidence) else {
      return Tree(parts: [.words(evidence.sentenceText)])
    }
    return marked(parts.before, parts.number, parts.behind, [])
  }

  /// A number within its words: bold in colour, in brackets without.
  private static func marked(
    _ before: String, _ number: String, _ behind: String, _ more: [Tree.Part]
  ) -> Tree {
    if Terminal.hasColor {
      return Tree(
        parts: [
          .words(before), .words(number, .bold, gap: before.last?.isWhitespace == false ? 0 : 1),
          .words(behind, gap: behind.first?.isWhitespace == false ? 0 : 1),
        ] + more)
    }
    return Tree(parts: [.words("\(before)[\(number)]\(behind)")] + more)
  }

  private static let nameWidth = 11

  private static func step(_ step: ClaimExplanation.Step, _ claim: Claim) -> Tree {
    let value =
      step.value.isEmpty ? Tree.Part.words("open", .faint) : .words(step.value, .bold)
    return Tree(
      parts: [
        .column("\(step.field)", width: nameWidth), value, .words("· \(step.rule)", .faint, gap: 2),
      ],
      branches: step.words.map { words($0, in: claim.evidence.sentence) }
        + step.records.map { Tree(parts: entry($0)) })
  }

  // MARK: words

  private static func words(_ words: ExplainedWords, in sentence: Span?) -> Tree {
    var parts = [Tree.Part.words("“\(words.text)”")]
    if let sentence {
      if let span = words.span {
        let isHere = sentence.bytes.overlaps(span.bytes)
        if !isHere { parts.append(.words("(elsewhere in the text)", .faint, gap: 2)) }
      } else {
        parts.append(.words("(above the table)", .faint, gap: 2))
      }
    }
    guard words.entries.count != 1 else {
      return Tree(parts: parts + words.entries.flatMap(entry))
    }
    return Tree(parts: parts, branches: words.entries.map { Tree(parts: entry($0)) })
  }

  private static func entry(_ entry: LexiconEntry) -> [Tree.Part] {
    [
      .words(entry.meaning, gap: 2), .words("\(entry.file):\(entry.line)", .faint, gap: 2),
    ]
  }

  // MARK: numbers that became none

  private static func tree(_ number: PassedOverNumber) -> Tree {
    var tree = marked(
      number.before, number.text, number.behind, [.words("· \(number.reason)", .faint, gap: 2)])
    tree.branches = number.words.map { words($0, in: nil) }
    return tree
  }
}
