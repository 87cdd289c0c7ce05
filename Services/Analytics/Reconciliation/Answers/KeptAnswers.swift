import Ledger

/// What was worked out for earlier questions, as long as it is what would be worked out again. An answer on a topic holds
/// from one change of the topic to the next, and claims that come are sorted into it; what looks beyond its topics holds at
/// its own revision only. It belongs to one model: with the answers of another one it would answer about that one's claims.
package struct KeptAnswers: Sendable {
  /// So many statements stand in kept answers at the most; about a kilobyte each, once all has been asked about them.
  private static let mostStatements = 400_000

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
    let (claims, vocabulary) = (model.claims, model.vocabularies.lastChange ?? 0)
    let isCurrent = max(claims.changedByTopic[topic], vocabulary) <= context.revision
    let known = isCurrent ? topics[topic] : nil
    uses += 1
    topics[topic]?.used = uses
    if let known, max(claims.changedByTopic[topic], vocabulary) <= known.revision {
      return known.answer
    }
    let answer: TopicAnswer
    if let known, max(claims.rewrittenByTopic[topic], vocabulary) <= known.revision {
      let later = claims.rows(ofTopic: topic, from: known.revision + 1, to: context.revision)
      answer = known.answer.extended(by: later, in: context)
    } else {
      let all = claims.rows(ofTopic: topic, from: 0, to: context.revision)
      answer = TopicAnswer(claims.topics.values[topic], all, in: context)
    }
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
