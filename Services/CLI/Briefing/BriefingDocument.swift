import Ledger
import Messages
import Wording

/// What a ledger holds on a war, for a reader who does not have the tool: the figures by who counts, where they disagree, what
/// changed, and who they are that count. Every number has its sentence in a footnote.
struct Briefing {
  private let sources: BriefingSources
  private let names: BriefingNames
  private let question: Question
  private let since: CivilDate?
  private var footnotes: Footnotes
  private(set) var blocks: [BriefingBlock] = []

  /// The latest figures of one system, at the most.
  private static let figuresPerSystem = 4
  private static let mostNotices = 12
  private static let sentencesPerFinding = 4

  var title: String {
    names.conflict(question.conflict) + ": what is stated about its human cost"
  }

  var notes: [String] { footnotes.claims.map(footnotes.text) }

  /// - Parameter since: what was stated on that day or later is listed once more by itself.
  init(_ sources: BriefingSources, _ question: Question, since: CivilDate?) {
    self.sources = sources
    self.question = question
    self.since = since
    names = BriefingNames(sources.vocabulary.vocabulary)
    footnotes = Footnotes(sources.records)
    let topics = sources.comparison.comparison?.topics ?? []
    intro(topics)
    for topic in topics where topic.topic.kind != .incident { figures(topic) }
    incidents(topics)
    disagreements()
    changes(topics)
    reporting()
    whoCounts(topics)
  }

  private mutating func intro(_ topics: [ComparedTopic]) {
    let status = sources.comparison.status
    blocks.append(.heading(1, title))
    let date = question.asOf.map { "as of \($0), " } ?? ""
    blocks.append(
      .words(
        "Figures \(date)as those who count have stated them, by \(sources.comparison.comparison?.claims ?? 0) claims in reports. Nothing is averaged and nobody is taken at their word: figures stand side by side, each with what it includes, and a footnote gives the sentence. Projections and hypotheses are marked, and counted nowhere."
      ))
    blocks.append(
      .words(
        "From revision \(status.revision) of the ledger, by Reckoner \(status.version). To be cited as \(status.answer)."
      ))
    if topics.isEmpty { blocks.append(.words("The ledger holds no figure on this question.")) }
  }

  private mutating func figures(_ topic: ComparedTopic) {
    guard topic.systems.contains(where: { !$0.figures.isEmpty }) else { return }
    blocks.append(.heading(2, names.title(topic.topic)))
    var rows: [[[BriefingBlock.Inline]]] = []
    var hidden = 0
    for system in topic.systems {
      let shown = system.figures.suffix(Self.figuresPerSystem)
      hidden += system.figures.count - shown.count + system.furtherFigures
      for figure in shown {
        rows.append([
          [.text(Words.claimant(system.claimant))],
          [.text(ComparisonPage.value(figure))] + note(figure.claims.first),
          [.text(Words.about(figure.time))], [.text(Words.stated(figure.time))],
          [.text("\(figure.documents)")],
          [.text(ComparisonPage.notes(figure))],
        ])
      }
    }
    blocks.append(
      .table(["Who counts", "Figure", "About", "Stated", "Documents", "How"], rows))
    if hidden > 0 { blocks.append(.words("\(hidden) earlier figures are not listed.")) }
    if topic.topic.kind == .cumulative,
      let chart = IntervalSVG(
        names.title(topic.topic), ComparisonChart.bars(topic, at: question.asOf))
    {
      blocks.append(.chart(chart))
    }
    counts(topic)
    if let span = ComparisonPage.range(topic) { blocks.append(.words("\(span.capitalizedFirst).")) }
  }

  private mutating func counts(_ topic: ComparedTopic) {
    guard let date = question.asOf, !topic.atDate.isEmpty else { return }
    blocks.append(
      .words(
        "By the end of \(date.lastDay), worked out from each count's own dated figures, because such a count does not fall (derived, and no claim):"
      ))
    blocks.append(
      .table(
        ["Who counts", "Between", "How"],
        topic.atDate.map { count in
          let claims = count.claims.flatMap { note($0) }
          return count.refusal.isEmpty
            ? [
              [.text(count.claimant.name)],
              [.text(ComparisonChart.interval(count))] + claims, [.text(count.formula)],
            ] : [[.text(count.claimant.name)], [.text("-")], [.text(count.refusal)] + claims]
        }))
  }

  private mutating func incidents(_ topics: [ComparedTopic]) {
    let count = topics.filter { $0.topic.kind == .incident }.flatMap(\.systems)
      .reduce(0) { $0 + $1.figures.count + $1.furtherFigures }
    guard count > 0 else { return }
    blocks.append(.heading(2, "Single events"))
    blocks.append(
      .words(
        "Besides, \(count) figures are of single events. They are no totals, and are not added up here."
      ))
  }

  private mutating func disagreements() {
    let findings = sources.findings.findings
    let shown = findings.findings.filter { !$0.type.isMark && $0.decision != .rejected }
    guard !shown.isEmpty else { return }
    blocks.append(.heading(2, "Where figures do not go together, and what may explain it"))
    blocks.append(
      .list(
        shown.map { finding in
          let claims = finding.claims.prefix(Self.sentencesPerFinding).flatMap { note($0.claim) }
          let perhaps = finding.explanations.map(\.words).joined(separator: "; ")
          let formula = finding.formula.isEmpty ? "" : " (\(finding.formula))"
          return [.text(finding.summary + formula)] + claims
            + [.text(perhaps.isEmpty ? "" : " Perhaps: \(perhaps).")]
        }))
    let more = findings.count - findings.findings.count
    if more > 0 { blocks.append(.words("\(more) more are listed by reckon findings.")) }
  }

  private mutating func changes(_ topics: [ComparedTopic]) {
    guard let since else { return }
    blocks.append(.heading(2, "Stated since \(since)"))
    var items: [[BriefingBlock.Inline]] = []
    for topic in topics where topic.topic.kind != .incident {
      for system in topic.systems {
        for (index, figure) in system.figures.enumerated() where isNew(figure, since) {
          let before = index > 0 ? system.figures[index - 1] : nil
          var item: [BriefingBlock.Inline] = [
            .text(
              "\(names.title(topic.topic)): \(Words.claimant(system.claimant)) \(ComparisonPage.value(figure)), \(Words.about(figure.time))"
            )
          ]
          item += note(figure.claims.first)
          if let before {
            item.append(
              .text(
                "; before that \(ComparisonPage.value(before)), \(Words.about(before.time))"))
            item += note(before.claims.first)
          }
          items.append(item)
        }
      }
    }
    blocks.append(items.isEmpty ? .words("Nothing.") : .list(items))
  }

  private func isNew(_ figure: Figure, _ since: CivilDate) -> Bool {
    let stated = figure.time.statedOn ?? figure.time.published ?? figure.time.asOf
    return stated.map { $0.date.dayNumber >= since.dayNumber } ?? false
  }

  private mutating func reporting() {
    let notices = sources.coverage.coverage.notices.prefix(Self.mostNotices)
    guard !notices.isEmpty else { return }
    blocks.append(.heading(2, "How sources report"))
    blocks.append(
      .words("What changed in the reporting, and not in what happened; the newest first."))
    blocks.append(
      .list(
        notices.map { notice in
          [.text("\(notice.date): \(notice.summary)")] + notice.claims.flatMap { note($0) }
        }))
  }

  private mutating func whoCounts(_ topics: [ComparedTopic]) {
    let present = Set(topics.flatMap(\.systems).compactMap { $0.claimant?.key })
    let known = sources.sources.sources.compactMap(\.source)
      .filter { present.contains(Source(id: $0.id, name: $0.name).key) }
    guard !known.isEmpty else { return }
    blocks.append(.heading(2, "Who counts"))
    blocks.append(
      .table(
        ["Who", "Standing", "What they count"],
        known.map { source in
          [
            [.text(source.name)], [.text(names.standing(source))],
            [.text(names.counts(source))],
          ]
        }))
  }

  private mutating func note(_ claim: ClaimID?) -> [BriefingBlock.Inline] {
    claim.map { [footnotes.note($0)] } ?? []
  }
}
