import ArgumentParser
import Ledger

/// Reads an id or a date that the user typed; the message names the option.
enum Typed {
  static func id<ID: VocabularyID>(_ text: String?, _ option: String) throws(LedgerError) -> ID? {
    guard let text else { return nil }
    let id = ID(text.lowercased())
    guard id.isWellFormed else {
      throw LedgerError(
        .malformed, subject: option, "not an id: \(text.debugDescription)",
        hint: "ids are like russia-ukraine, killed, military")
    }
    return id
  }

  /// One of the names of an enum, as `period-total`.
  static func choice<Choice: CaseIterable>(_ text: String?, _ option: String) throws(LedgerError)
    -> Choice?
  {
    guard let text else { return nil }
    let names = Choice.allCases.map { ("\($0)".hyphenated, $0) }
    guard let found = names.first(where: { $0.0 == text.lowercased() }) else {
      throw LedgerError(
        .malformed, subject: option, "not known: \(text.debugDescription)",
        hint: "one of \(names.map(\.0).joined(separator: ", "))")
    }
    return found.1
  }

  static func date(_ text: String?, _ option: String) throws(LedgerError) -> CivilDate? {
    guard let text else { return nil }
    guard let date = CivilDate(text) else {
      throw LedgerError(
        .malformed, subject: option, "not a date: \(text.debugDescription)",
        hint: "write YYYY, YYYY-MM or YYYY-MM-DD")
    }
    return date
  }
}

extension Typed {
  /// The state of a claim's review, in one word: what holds, or how decisions wait.
  static func review(_ text: String?) throws(LedgerError) -> (
    ReviewDecision.Decision?, ReviewRecord.Effect?
  ) {
    guard let text = text?.lowercased() else { return (nil, nil) }
    let pending: [ReviewRecord.Effect] = [.proposed, .disputed]
    if let decision = ReviewDecision.Decision.allCases.first(where: { "\($0)" == text }) {
      return (decision, nil)
    }
    if let effect = pending.first(where: { "\($0)" == text }) { return (nil, effect) }
    throw LedgerError(
      .malformed, subject: "--review", "no state of a review: \(text.debugDescription)",
      hint: "it is unreviewed, accepted, corrected, rejected, proposed or disputed")
  }
}

/// Which group and measure, about which date.
struct QuestionOptions: ParsableArguments {
  @Option(help: "Only this conflict, such as russia-ukraine.") var conflict: String?
  @Option(help: "Whose people are counted, such as russia; all, both.") var party: String?
  @Option(
    help: "What is counted: killed, wounded, missing, captured, casualties, losses, displaced.")
  var measure: String?
  @Option(help: "Which people: military, civilian, children, all.") var population: String?
  @Option(
    help: ArgumentHelp(
      "The date that figures speak about: later figures are left out.", valueName: "date"))
  var asOf: String?

  func question() throws(LedgerError) -> Question {
    Question(
      conflict: try Typed.id(conflict, "--conflict"), party: try Typed.id(party, "--party"),
      measure: try Typed.id(measure, "--measure"),
      population: try Typed.id(population, "--population"), asOf: try Typed.date(asOf, "--as-of"))
  }
}

/// Which claims.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only this conflict, such as russia-ukraine.") var conflict: String?
  @Option(help: "Whose people are counted, such as russia; all, both.") var party: String?
  @Option(
    help: "What is counted: killed, wounded, missing, captured, casualties, losses, displaced.")
  var measure: String?
  @Option(help: "Which people: military, civilian, children, all.") var population: String?
  @Option(help: "The place that the text names.") var place: String?
  @Option(help: "Who counts: an id, or a part of the name.") var claimant: String?
  @Option(help: "Who published: a part of the name.") var outlet: String?
  @Option(
    help: ArgumentHelp(
      "Figures about this date or later: their period, else their as-of date, else the date stated.",
      valueName: "date"))
  var since: String?
  @Option(help: ArgumentHelp("Figures about this date or earlier.", valueName: "date"))
  var until: String?
  @Option(help: "The language of the report, such as en.") var language: String?
  @Option(help: "What kind of figure: cumulative, period-total, incident, rate.") var kind: String?
  @Option(help: "In what sense: asserted, projected, hypothetical, denied.") var polarity: String?
  @Option(
    help: ArgumentHelp(
      "What reviewers decided: unreviewed, accepted, corrected, rejected; or what waits: proposed, disputed.",
      valueName: "state"))
  var review: String?

  func filter() throws(LedgerError) -> ClaimFilter {
    let (decision, pending) = try Typed.review(review)
    return ClaimFilter(
      conflict: try Typed.id(conflict, "--conflict"), party: try Typed.id(party, "--party"),
      measure: try Typed.id(measure, "--measure"),
      population: try Typed.id(population, "--population"), place: place, claimant: claimant,
      outlet: outlet, since: try Typed.date(since, "--since"),
      until: try Typed.date(until, "--until"), language: language,
      kind: try Typed.choice(kind, "--kind"), polarity: try Typed.choice(polarity, "--polarity"),
      review: decision, pendingReview: pending)
  }
}

/// How many.
struct LimitOption: ParsableArguments {
  @Option(help: "At most so many.") var limit: Int = 100

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }
}

/// Whether to count.
struct CountOptions: ParsableArguments {
  @Flag(help: "Say how many there are in all, and how many of each conflict, party, measure …")
  var facets = false

  var question: CountQuestion? { facets ? CountQuestion(facets: ClaimFacet.allCases) : nil }
}

extension String {
  /// `periodTotal` as `period-total`.
  var hyphenated: String {
    reduce(into: "") { out, letter in
      out += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
    }
  }
}
