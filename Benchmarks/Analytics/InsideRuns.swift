import BenchmarkSupport
import Foundation
import Ledger
import Reconciliation

/// The model by itself: filled entry by entry, then asked.
struct InsideRuns {
  private var ledger: SimulatedLedger
  private var model = ClaimModel()
  private var kept = KeptAnswers()
  private var questions: AskedQuestions
  /// So many questions are asked over and over.
  private static let watched = 20
  private static let ends = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000]

  init(claims: Int, documents: Int, systems: Int) {
    ledger = SimulatedLedger(claims: claims, documents: documents, systems: systems)
    questions = AskedQuestions(ledger.world, seed: 99)
  }

  /// What one claim costs to take in at each size of the ledger: microseconds, over the last tenth before that size.
  struct Growth: Encodable {
    var claims: Int
    var microseconds: Double
    var bytes: Double
    var resident: Int
  }

  /// - Parameter claims: so many, and no more.
  mutating func fill(_ claims: Int) throws -> [Growth] {
    var growth: [Growth] = []
    var (count, spent, timed) = (0, 0.0, 0)
    while count < claims, let entry = ledger.next() {
      let begin = ContinuousClock.now
      try model.apply(entry)
      let seconds = begin.duration(to: .now).seconds
      guard case .run(let run) = entry.body else { continue }
      count += run.claims.count
      guard let end = Self.ends.first(where: { $0 >= count }) else { continue }
      if count > end * 9 / 10 {
        spent += seconds
        timed += run.claims.count
      }
      if count == end {
        growth.append(
          Growth(
            claims: count, microseconds: spent / Double(max(1, timed)) * 1e6,
            bytes: model.bytesPerClaim, resident: resident()))
        (spent, timed) = (0, 0)
      }
    }
    return growth
  }

  /// Milliseconds of each question of one kind.
  struct Times: Encodable {
    /// With nothing kept from other questions, and nothing prepared.
    var first: [Double] = []
    /// For the first time, with answers prepared as the service does when it has caught up.
    var prepared: [Double] = []
    /// The same once more.
    var again: [Double] = []
    /// The same few questions over and over, and each after another report has come.
    var arriving: [Double] = []
  }

  /// What it takes to prepare answers on all topics.
  struct Preparation: Encodable {
    var seconds: Double
    /// The longest that questions and the feed have to wait for one of them.
    var longest: Double
    var topics, ready, resident: Int
  }

  mutating func prepare() -> Preparation {
    let clock = ContinuousClock()
    let begin = clock.now
    var (longest, last) = (0.0, begin)
    while kept.prepareNext(of: model) {
      longest = max(longest, last.duration(to: clock.now).seconds)
      last = clock.now
    }
    let seconds = begin.duration(to: clock.now).seconds
    let (topics, ready) = kept.readiness(of: model)
    return Preparation(
      seconds: seconds, longest: longest, topics: topics, ready: ready, resident: resident())
  }

  mutating func ask(_ kind: Kind, _ count: Int) throws -> Times {
    var times = Times()
    var asked: [Question] = []
    for _ in 0..<count {
      let question = questions.next(dated: kind == .compareAtDate ? 1 : 0)
      var none = KeptAnswers()
      times.first.append(try time(kind, question, &none))
      times.again.append(try time(kind, question, &none))
      asked.append(question)
    }
    _ = prepare()
    for question in asked { times.prepared.append(try time(kind, question, &kept)) }
    let watched = (0..<Self.watched).map { _ in
      questions.next(dated: kind == .compareAtDate ? 1 : 0)
    }
    for question in watched { _ = try time(kind, question, &kept) }
    for turn in 0..<count {
      for _ in 0..<3 {
        if let entry = ledger.next() { try model.apply(entry) }
      }
      times.arriving.append(try time(kind, watched[turn % Self.watched], &kept))
    }
    return times
  }

  /// Drafts of a hundred figures, as the next reports would state them; milliseconds of each.
  mutating func check(_ count: Int) throws -> [Double] {
    var times: [Double] = []
    while times.count < count, let entry = ledger.next() {
      guard case .run(let run) = entry.body else { continue }
      let begin = ContinuousClock.now
      _ = try model.check(run.claims, &kept)
      times.append(begin.duration(to: .now).seconds * 1_000)
    }
    return times
  }

  private func time(_ kind: Kind, _ question: Question, _ kept: inout KeptAnswers) throws -> Double
  {
    let begin = ContinuousClock.now
    try kind.ask(model, question, &kept)
    return begin.duration(to: .now).seconds * 1_000
  }

  enum Kind: String, CaseIterable {
    case compare
    case compareAtDate = "compare at a date"
    case series, origins, findings

    func ask(_ model: ClaimModel, _ question: Question, _ kept: inout KeptAnswers) throws {
      let revision = model.revision
      switch self {
      case .compare, .compareAtDate: _ = try model.compare(question, at: revision, &kept)
      case .series: _ = try model.series(question, at: revision, &kept)
      case .origins: _ = try model.origins(question, from: 0, limit: 100, at: revision, &kept)
      case .findings:
        _ = try model.findings(
          FindingQuestion(question: question), at: revision, &kept)
      }
    }
  }
}

/// Bytes of this process that are in memory.
func resident() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
  let pages = status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  return pages * 4096
}
