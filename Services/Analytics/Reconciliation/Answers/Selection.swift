import Ledger

/// The claims that fall under a question at a revision, by topic.
struct Selection {
  let topics: [TopicAnswer]
  let claimCount: Int
  /// Claims besides those that reviewers rejected.
  let rejectedCount: Int
  let context: AnswerContext
}

extension ClaimModel {
  /// Rule *selection*: what holds at the revision, is not rejected by then, matches every part of the question that is
  /// set as it reads with what reviewers corrected by then, and is a figure of which some statement is about no later day
  /// than asked for.
  func select(_ question: Question, at revision: Revision, _ kept: inout KeptAnswers) throws
    -> Selection
  {
    let number = try checked(revision)
    try checkIDs(of: question, at: number)
    let context = AnswerContext(self, at: number)
    var answers: [TopicAnswer] = []
    var (count, rejected) = (0, 0)
    for (handle, topic) in claims.topics.values.enumerated() where question.asks(about: topic) {
      var answer = kept.answer(on: handle, of: self, in: context)
      if let date = question.asOf { answer = answer.limited(to: date) }
      rejected += answer.rejectedCount
      if answer.systems.isEmpty { continue }
      count += answer.statementCount
      answers.append(answer)
    }
    return Selection(
      topics: answers.sorted { Topic.inOrder($0.topic, $1.topic) }, claimCount: count,
      rejectedCount: rejected, context: context)
  }

  private func checked(_ revision: Revision) throws -> UInt32 {
    guard revision <= self.revision, let number = UInt32(exactly: revision.number) else {
      throw LedgerError(
        .revisionUnknown, subject: "revision \(revision)",
        "Revision \(revision) is not known here.", hint: "the newest is \(self.revision)")
    }
    return number
  }
}

extension Question {
  fileprivate func asks(about topic: Topic) -> Bool {
    (conflict == nil || conflict == topic.conflict) && (party == nil || party == topic.party)
      && (measure == nil || measure == topic.measure)
      && (population == nil || population == topic.population)
  }
}

extension ClaimTable {
  /// The claims of a topic that began at or after an entry and hold at a revision. They stand in the order in which they
  /// began.
  func rows(ofTopic topic: Int, from first: UInt32, to revision: UInt32) -> [ClaimRow] {
    let places = rowsByTopic[topic]
    let start = first == 0 ? 0 : places.partitioningIndex { rows[Int($0)].began >= first }
    return places[start...].lazy.map { rows[Int($0)] }.prefix { $0.began <= revision }
      .filter { $0.holds(at: revision) }
  }
}
