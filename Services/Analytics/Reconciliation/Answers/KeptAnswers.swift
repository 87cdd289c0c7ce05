import Ledger

/// What was worked out for earlier questions, as long as it is what would be worked out again. An answer on a topic holds
/// from one change of the topic to the next; what looks beyond its topics holds at its own revision only. It belongs to
/// one model: with the answers of another one it would answer about that one's claims.
package struct KeptAnswers: Sendable {
  /// So many statements stand in kept answers at the most; about a kilobyte each, once all has been asked about them.
  private static let mostStatements = 200_000

  private var topics: [Int: Kept] = [:]
  private var statements = 0
  private var uses = 0
  var findings = RecentAnswers<FindingQuestion, FindingSet>()
  var derivations = RecentAnswers<Question, DerivedAnswer>()
  var origins = RecentAnswers<OriginsOfTopic, TopicOrigins>()

  private struct Kept {
    var answer: TopicAnswer
    var revision: UInt32
    var used: Int
  }

  /// What the origins on one topic are kept under.
  struct OriginsOfTopic: Hashable {
    var topic: Topic
    var asOf: CivilDate?
  }

  package init() {}

  /// The answer on a topic, without any date: the one kept, where nothing that it rests on changed between its revision and
  /// the one that is asked about.
  mutating func answer(on topic: Int, of model: ClaimModel, in context: AnswerContext)
    -> TopicAnswer
  {
    let changed = max(model.claims.changedByTopic[topic], model.vocabularies.lastChange ?? 0)
    uses += 1
    let isCurrent = changed <= context.revision
    if isCurrent, let kept = topics[topic], changed <= kept.revision {
      topics[topic]?.used = uses
      return kept.answer
    }
    let answer = TopicAnswer(model.claims.topics.values[topic], handle: topic, in: context)
    // What is asked of the past is asked once.
    guard isCurrent else { return answer }
    statements += answer.statementCount - (topics[topic]?.answer.statementCount ?? 0)
    topics[topic] = Kept(answer: answer, revision: context.revision, used: uses)
    forget()
    return answer
  }

  /// Those used longest ago go first, and never the last one.
  private mutating func forget() {
    guard statements > Self.mostStatements else { return }
    for (topic, kept) in topics.sorted(by: { $0.value.used < $1.value.used }).dropLast() {
      topics[topic] = nil
      statements -= kept.answer.statementCount
      if statements <= Self.mostStatements * 3 / 4 { return }
    }
  }
}

/// The last answers to questions of one kind, each for one revision: pages of one answer are asked for one after the other.
struct RecentAnswers<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
  private static var most: Int { 16 }
  private var kept: [(question: Question, state: State, answer: Answer)] = []

  /// Withdrawals change what is said about every revision.
  struct State: Hashable {
    let revision: UInt32
    let withdrawals: Int
    init(_ context: AnswerContext) {
      (revision, withdrawals) = (context.revision, context.documents.withdrawnCount)
    }
  }

  func answer(to question: Question, _ context: AnswerContext) -> Answer? {
    let state = State(context)
    return kept.last { $0.state == state && $0.question == question }?.answer
  }

  mutating func keep(_ answer: Answer, for question: Question, _ context: AnswerContext) {
    if kept.count == Self.most { kept.removeFirst() }
    kept.append((question, State(context), answer))
  }
}
