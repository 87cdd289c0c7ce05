import Foundation
import Ledger
import LedgerStore
import Support
import Testing

/// An acknowledged report survives `kill -9` of any service at any moment.
@Suite struct CrashTests {
  /// The receipts of reports that were acknowledged.
  private func submit(_ numbers: Range<Int>, to stack: Stack) async throws -> [String] {
    var documents: [String] = []
    for number in numbers {
      let outcome = try await stack.reckon(
        "ingest", "--no-wait", "--json", try stack.report(number))
      guard outcome.status == 0,
        let receipt = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
          as? [String: Any],
        let document = receipt["document"] as? String
      else { continue }
      documents.append(document)
    }
    return documents
  }

  private func recorded(_ stack: Stack) async throws -> Set<String> {
    let outcome = try await stack.reckon("reports", "--limit", "1000", "--json")
    let answer = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let reports = answer?["reports"] as? [[String: Any]] ?? []
    return Set(reports.compactMap { ($0["document"] as? [String: Any])?["id"] as? String })
  }

  private func expectAll(_ documents: [String], in stack: Stack) async throws {
    var missing = Set(documents)
    for _ in 0..<600 where !missing.isEmpty {
      missing.subtract(try await recorded(stack))
      if !missing.isEmpty { try await Task.sleep(for: .milliseconds(100)) }
    }
    let log = await stack.log(.ingest).suffix(2000)
    #expect(missing.isEmpty, "acknowledged and lost: \(missing)\n\(log)")
  }

  /// The ledger itself: every hash, every original, every sentence; and each document recorded once.
  private func expectSound(_ stack: Stack, documents: [String]) async throws {
    for service in [Stack.ServiceName.gateway, .ingest, .analytics, .storage] {
      await stack.end(service, with: SIGTERM)
    }
    let store = try LedgerStore.open(directory: stack.folder.path("storage"))
    let verification = try await store.verify()
    #expect(verification.holds, "\(verification)")
    let numbers = try await store.statistics()
    #expect(numbers.documents == Set(documents).count)
    await store.close()
  }

  @Test func reportsThatWaitForStorageSurviveTheEndOfIngest() async throws {
    let stack = try await Stack()
    await stack.end(.storage, with: SIGKILL)
    let documents = try await submit(0..<4, to: stack)
    #expect(documents.count == 4)
    await stack.end(.ingest, with: SIGKILL)
    try await stack.start(.ingest)
    try await stack.start(.storage)
    try await expectAll(documents, in: stack)
    try await expectSound(stack, documents: documents)
  }

  @Test func halfAFileIsNoReportAndADamagedOneIsSetAside() async throws {
    let stack = try await Stack()
    await stack.end(.ingest, with: SIGTERM)
    let spool = stack.folder.path("ingest")
    // Never acknowledged: the name under which it was being written.
    try Data([1, 2, 3]).write(
      to: URL(fileURLWithPath: spool + "/incoming/00000000000000001-aaaaaaaa"))
    // Acknowledged once, and damaged since.
    try Data([9, 0, 0, 0, 1, 2]).write(
      to: URL(fileURLWithPath: spool + "/queued/00000000000000002-bbbbbbbb"))
    try await stack.start(.ingest)
    let taken = try await stack.reckon("ingest", try stack.report(1))
    #expect(taken.status == 0, "\(taken.errors)")
    let files = FileManager.default
    #expect(try files.contentsOfDirectory(atPath: spool + "/incoming").isEmpty)
    #expect(files.fileExists(atPath: spool + "/refused/00000000000000002-bbbbbbbb.reason"))
    #expect(try await stack.reckon("status").output.contains("1 refused"))
  }
}
