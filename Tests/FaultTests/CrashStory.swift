import Foundation
import Fuzzing
import Ledger
import LedgerStore
import Support
import Testing

/// Reports stream in while each service in turn is killed at a moment that nobody chose. At the end, what was
/// acknowledged is there, each report once, and the ledger's chain holds.
///
/// `RECKONER_CRASH_ROUNDS` sets how many times each service is killed, `RECKONER_CRASH_SEED` the moments.
@Suite struct CrashStory {
  private static let environment = ProcessInfo.processInfo.environment
  private static let rounds = environment["RECKONER_CRASH_ROUNDS"].flatMap(Int.init) ?? 10
  private static let seed =
    environment["RECKONER_CRASH_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 1...1_000_000)

  @Test func whatWasAcknowledgedIsThereOnce() async throws {
    let stack = try await Stack()
    let stream = ReportStream(stack)
    print("crash story: \(Self.rounds) rounds, RECKONER_CRASH_SEED=\(Self.seed)")
    var moments = Dice(seed: Self.seed, input: 0)
    async let submitting: Void = stream.run()
    for round in 1...Self.rounds {
      for victim in Stack.ServiceName.allCases {
        try await Task.sleep(for: .milliseconds(moments.below(400)))
        await stack.end(victim, with: SIGKILL)
        // Sometimes it is back at once, sometimes others notice that it is away.
        try await Task.sleep(for: .milliseconds(moments.below(150)))
        try await stack.start(victim)
      }
      if round % 10 == 0 {
        print("crash story: round \(round), \(await stream.acknowledged.count) acknowledged")
      }
    }
    await stream.stop()
    try await submitting

    let acknowledged = await stream.acknowledged
    #expect(acknowledged.count >= Self.rounds, "reports were acknowledged between the crashes")
    try await stream.expectRecorded()
    for service in [Stack.ServiceName.gateway, .ingest, .analytics, .storage] {
      #expect(await stack.end(service, with: SIGTERM) == 0, "\(service)")
    }
    let store = try LedgerStore.open(directory: stack.folder.path("storage"))
    let verification = try await store.verify()
    #expect(verification.holds, "\(verification)")
    // Each report is a text of its own: one document, one sighting, one run.
    var entries: [String: [String]] = [:]
    var reached = Revision.empty
    while case let batch = try await store.entries(after: reached, limit: 500),
      let last = batch.last
    {
      for entry in batch {
        if let document = entry.body.document {
          entries[document.description, default: []].append(entry.body.name)
        }
      }
      reached = last.sequence
    }
    let twice = entries.filter { $0.value.sorted() != ["document", "run", "sighting"] }
    #expect(twice.isEmpty, "not recorded exactly once: \(twice)")
    #expect(entries.count >= acknowledged.count)
    await store.close()
    print(
      "crash story: \(Self.rounds * 4) kills, \(acknowledged.count) acknowledged, all found once")
  }
}

/// Submits one report after another, whatever happens, and remembers which were acknowledged.
private actor ReportStream {
  private let stack: Stack
  private var isStopped = false
  private(set) var acknowledged: [String] = []

  init(_ stack: Stack) { self.stack = stack }

  func stop() { isStopped = true }

  func run() async throws {
    var number = 0
    while !isStopped, !Task.isCancelled {
      number += 1
      let outcome = try await stack.reckon(
        "ingest", "--no-wait", "--json", "--timeout", "5", try stack.report(number))
      guard outcome.status == 0,
        let receipt = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
          as? [String: Any], let document = receipt["document"] as? String
      else { continue }
      acknowledged.append(document)
    }
  }

  /// Waits until the last one has been delivered; those that never come are lost.
  func expectRecorded() async throws {
    var missing = Set(acknowledged)
    for _ in 0..<600 where !missing.isEmpty {
      missing.subtract(try await recorded())
      if !missing.isEmpty { try await Task.sleep(for: .milliseconds(100)) }
    }
    #expect(missing.isEmpty, "acknowledged and lost: \(missing)")
  }

  private func recorded() async throws -> Set<String> {
    var found: Set<String> = []
    let outcome = try await stack.reckon("reports", "--limit", "100000", "--json")
    let answer = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    for report in answer?["reports"] as? [[String: Any]] ?? [] {
      if let id = (report["document"] as? [String: Any])?["id"] as? String { found.insert(id) }
    }
    return found
  }
}

extension Entry.Body {
  /// Whose entry it is; nil for what belongs to no document.
  fileprivate var document: DocumentID? {
    switch self {
    case .document(let record): record.id
    case .sighting(let sighting): sighting.document
    case .run(let run): run.document
    case .supersession, .review, .vocabulary, .withdrawal: nil
    }
  }
}
