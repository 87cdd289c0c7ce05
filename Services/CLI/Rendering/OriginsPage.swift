import Ledger
import Messages
import Wording

/// Origins, for people: a tree an origin, under who is independent of whom on its topic.
enum OriginsPage {
  static func print(_ answer: ListOriginsResponse) {
    let set = answer.origins
    let counted = Words.counted(set.claims, rejected: set.rejectedClaims)
    guard !set.origins.isEmpty else {
      Swift.print("No claims on this question: \(counted).")
      return
    }
    for topic in set.topics {
      Swift.print(Terminal.bold(Terminal.safe(ComparisonPage.title(topic.topic))))
      for line in voices(topic) { Swift.print(line) }
      for origin in set.origins where origin.topic == topic.topic {
        for line in tree(origin).lines(width: Terminal.width) { Swift.print(line) }
      }
      Swift.print("")
    }
    for release in set.releases { for line in lines(release) { Swift.print(line) } }
    if !set.releases.isEmpty { Swift.print("") }
    for copy in set.copies { for line in lines(copy) { Swift.print(line) } }
    if !set.copies.isEmpty { Swift.print("") }
    let more = set.origins.count < set.total ? " of \(set.total), more with --limit" : ""
    Swift.print(
      "\(set.origins.count) origins\(more); \(counted). `reckon show CLAIM` gives a sentence.")
  }

  /// `2 independent: CSIS, Mediazona (CSIS builds on Mediazona) · Volodymyr Zelensky`
  private static func voices(_ topic: TopicIndependence) -> [String] {
    let groups = topic.groups.map { group in
      let names = group.sources.map(\.name).joined(separator: ", ")
      let ties = group.ties.map { "\($0.source.name) \(tie($0))" }
      return ties.isEmpty ? names : "\(names) (\(ties.joined(separator: "; ")))"
    }
    var parts = ["\(topic.groups.count) independent"]
    if !groups.isEmpty { parts[0] += ": " + groups.joined(separator: " · ") }
    if topic.unattributed > 0 {
      parts.append("\(topic.unattributed) of nobody named, not counted")
    }
    parts.append(
      "\(topic.origins) origins in \(topic.claims) claims and \(topic.documents) documents")
    return Terminal.wrapped(Terminal.safe(parts.joined(separator: "; "))).map(Terminal.faint)
  }

  private static func tie(_ tie: Dependence) -> String {
    switch tie.kind {
    case "speaks for the same party": "speaks for the same party as \(tie.on.name)"
    case "quoted through": "is quoted through \(tie.on.name) only"
    case "computed from": "is computed from \(tie.on.name)"
    default: "\(tie.kind) \(tie.on.name)"
    }
  }

  private static func tree(_ origin: OriginRecord) -> Tree {
    var parts: [Tree.Part] = [
      .words(ComparisonPage.value(origin.figure), .bold),
      .words("by " + Words.claimant(origin.claimant)),
      .words(Words.about(origin.figure.time), .faint, gap: 2),
    ]
    let notes = ComparisonPage.notes(origin.figure, changes: false)
    if !notes.isEmpty { parts.append(.words(notes, .faint, gap: 2)) }
    if let claim = origin.relayOf {
      parts.append(.words("goes back to claim \(Words.short(claim))", gap: 2))
    } else {
      parts.append(
        .words(
          "\(origin.independentOrigins) independent; credibility \(origin.proposedCredibility) proposed: "
            + origin.proposalReason, .faint, gap: 2))
    }
    var tree = Tree(parts: parts)
    tree.branches = origin.relays.map(branch)
    if origin.furtherRelays > 0 {
      tree.branches.append(Tree(parts: [.words("and \(origin.furtherRelays) more", .faint)]))
    }
    return tree
  }

  private static func branch(_ relay: RelayRecord) -> Tree {
    var parts: [Tree.Part] = [.words(Words.short(relay.claim), .faint), .words(chain(relay))]
    if !relay.changes.isEmpty {
      parts.append(.words(relay.changes.map(change).joined(separator: ", "), .bold, gap: 2))
    }
    if !relay.alignment.isEmpty {
      parts.append(.words("(taken for the same: \(relay.alignment))", .faint, gap: 2))
    }
    return Tree(parts: parts)
  }

  /// Whoever counted → who spoke → who passed it on → where it stands.
  private static func chain(_ relay: RelayRecord) -> String {
    let hands = [relay.claimant, relay.speaker].compactMap { $0?.name } + relay.relays.map(\.name)
    let place =
      relay.outlets.isEmpty
      ? "document \(Words.short(relay.document))" : relay.outlets.joined(separator: ", ")
    let mode = relay.mode == .headline || relay.mode == .caption ? " (\(relay.mode))" : ""
    return (hands + [place + mode]).joined(separator: " → ")
  }

  /// `bound dropped: 100,000–140,000 → ≤ 140,000`
  static func change(_ change: RelayChange) -> String {
    switch (change.before.isEmpty, change.after.isEmpty) {
    case (true, true): change.kind
    case (false, true): "\(change.kind): \(change.before)"
    default: "\(change.kind): \(change.before.isEmpty ? "-" : change.before) → \(change.after)"
    }
  }

  /// `CSIS: 5 figures of one release, in 12 claims and 3 documents (Outlet A, Outlet B)`
  private static func lines(_ release: SourceRelease) -> [String] {
    let outlets = release.outlets.isEmpty ? "" : " (\(release.outlets.joined(separator: ", ")))"
    return Terminal.wrapped(
      Terminal.safe(
        "\(release.claimant.name): \(release.origins.count) figures of one release, in "
          + "\(release.claims) claims and \(release.documents) documents\(outlets): "
          + release.origins.map(Words.short).joined(separator: ", ")))
  }

  /// `Outlet B (1234567890) is a near copy of Outlet A (abcdefabcd), 83 % alike`
  private static func lines(_ copy: DocumentCopy) -> [String] {
    let (one, other) = (
      name(copy.document, copy.outlets), name(copy.other, copy.otherOutlets)
    )
    let alike = copy.likeness.map { ", \(Int(($0 * 100).rounded())) % alike" } ?? ""
    let what =
      copy.kind == .nearCopy
      ? "are near copies\(alike)"
      : "tell the same: \(copy.inOrder) of \(copy.sharedClaims) shared claims in the same order\(alike)"
    let head = Terminal.wrapped(Terminal.safe("\(one) and \(other) \(what)"))
    return head
      + copy.changes.flatMap { difference in
        Terminal.wrapped(
          Terminal.safe(
            "  \(Words.short(difference.claim)), \(Words.short(difference.other)): "
              + difference.changes.map(change).joined(separator: ", ")))
      }
  }

  private static func name(_ document: DocumentID, _ outlets: [String]) -> String {
    outlets.isEmpty
      ? Words.short(document) : "\(outlets.joined(separator: ", ")) (\(Words.short(document)))"
  }
}
