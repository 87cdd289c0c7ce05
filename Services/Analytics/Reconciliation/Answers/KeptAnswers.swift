import Ledger

/// What was worked out for earlier questions, as long as it is what would be worked out again. An answer on a topic holds
/// from one change of the topic to the next, and claims that come are sorted into it; what looks beyond its topics holds at
/// its own revision only. It belongs to one model: with the answers of another one it would answer about that one's claims.
package struct KeptAnswers: Sendable {
  /// So many statements stand in kept answers at the most.
  private let mostStatements: Int
  /// So many of them in answers that are prepared: what is asked for then finds room, and nothing is prepared that was just
  /// forgotten.
  private var mostPrepared: Int { mostStatements / 4 * 3 }

  private var topics: [Int: Kept] = [:]
  private var statements = 0
  private var uses = 0
  /// Topics to prepare answers on, the largest last, and the revision at which they were looked up.
  private var waiting: (topics: [Int], revision: UInt32) = ([], 0)
  var findings = RecentAnswers<FindingQuestion, FindingSet>()
  var derivations = RecentAnswers<Question, DerivedAnswer>()
  var origins = RecentAnswers<OriginsOfTopic, TopicOrigins>()

  private struct Kept {
    var answer: TopicAnswer
    var revision: UInt32
    /// 0: nobody has asked for it yet.
    var used: Int
  }

  /// What the origins on one topic are kept under.
  struct OriginsOfTopic: Hashable {
    var topic: Topic
    var asOf: CivilDate?
  }

  /// - Parameter mostStatements: about a kilobyte each where they were only prepared, and two where all has been asked about
  ///   them.
  package init(mostStatements: Int = 1_500_000) { self.mostStatements = mostStatements }

  /// The answer on a topic, without any date: the one kept, where nothing that it rests on changed between its revision and
  /// the one that is asked about.
  mutating func answer(on topic: Int, of model: ClaimModel, in context: AnswerContext)
    -> TopicAnswer
  {
    uses += 1
    topics[topic]?.used = uses
    return answer(on: topic, of: model, in: context, used: uses)
  }

  private mutating func answer(
    on topic: Int, of model: ClaimModel, in context: AnswerContext, used: Int
  ) -> TopicAnswer {
    let (claims, vocabulary) = (model.claims, model.vocabularies.lastChange ?? 0)
    let isCurrent = max(claims.changedByTopic[topic], vocabulary) <= context.revision
    let known = isCurrent ? topics[topic] : nil
    if let known, max(claims.changedByTopic[topic], vocabulary) <= known.revision {
      return known.answer
    }
    let answer: TopicAnswer
    if let known, known.answer.canBeExtended,
      max(claims.rewrittenByTopic[topic], vocabulary) <= known.revision
    {
      let later = claims.rows(ofTopic: topic, from: known.revision + 1, to: context.revision)
      answer = known.answer.extended(by: later, in: context)
    } else {
      let all = claims.rows(ofTopic: topic, from: 0, to: context.revision)
      answer = TopicAnswer(claims.topics.values[topic], all, in: context)
    }
    // What is asked of the past is asked once.
    guard isCurrent else { return answer }
    statements += answer.statementCount - (topics[topic]?.answer.statementCount ?? 0)
    let lastUsed = max(used, topics[topic]?.used ?? 0)
    topics[topic] = Kept(
      // What nobody has asked about is worked out again where it changes.
      answer: lastUsed > 0 ? answer : answer.fixed, revision: context.revision, used: lastUsed)
    forget()
    return answer
  }

  /// Works out one answer ahead of whoever asks for it: on the largest topic first, of those on which none is kept that
  /// holds. Answers that nobody asked for yet take up no more room than is left behind those that were asked for.
  /// - Returns: false when nothing is left to prepare.
  package mutating func prepareNext(of model: ClaimModel) -> Bool {
    let context = model.newest
    if waiting.topics.isEmpty {
      guard waiting.revision != context.revision else { return false }
      waiting = (outdated(of: model), context.revision)
    }
    guard let topic = waiting.topics.popLast() else { return false }
    let further =
      model.claims.rowsByTopic[topic].count - (topics[topic]?.answer.statementCount ?? 0)
    guard statements + further <= mostPrepared else { return true }
    _ = answer(on: topic, of: model, in: context, used: 0)
    if let answer = topics[topic]?.answer {
      _ = answer.compared()
      _ = answer.counts(in: context)
    }
    return true
  }

  /// How many topics there are, and on how many of them an answer is kept that holds.
  package func readiness(of model: ClaimModel) -> (topics: Int, ready: Int) {
    let topics = model.claims.topics.values.count
    return (topics, topics - outdated(of: model).count)
  }

  /// The topics without an answer that holds now, the largest last.
  private func outdated(of model: ClaimModel) -> [Int] {
    let vocabulary = model.vocabularies.lastChange ?? 0
    let (changed, rows) = (model.claims.changedByTopic, model.claims.rowsByTopic)
    return changed.indices.filter { topic in
      topics[topic].map { $0.revision < max(changed[topic], vocabulary) } ?? true
    }.sorted { rows[$0].count < rows[$1].count }
  }

  /// Those used longest ago go first, and never the last one.
  private mutating func forget() {
    guard statements > mostStatements else { return }
    for (topic, kept) in topics.sorted(by: { $0.value.used < $1.value.used }).dropLast() {
      topics[topic] = nil
      statements -= kept.answer.statementCount
      if statements <= mostStatements * 3 / 4 { return }
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
