import Foundation
import Ledger
import LedgerStore
import Support
import Testing

/// Days that ended while storage was not running.
@Suite struct DailyCheckpointTests {
  @Test func areSignedWhenItIsBackAndFollowTheOnesBefore() async throws {
    let folder = try TemporaryFolder("ledger")
    let store = try LedgerStore.open(directory: folder.root)
    for (day, fingerprint) in [("2025-01-01", "a"), ("2025-01-02", "b"), ("2025-01-05", "c")] {
      let moment = try #require(Moment("\(day)T23:59:59.999999Z"))
      _ = try await store.append(
        Vocabulary(lexiconFingerprint: fingerprint), author: "desk", at: moment)
    }
    await store.close()
    let stack = try await Stack([.storage: ["--storage-path", folder.root]])
    var list = ""
    for _ in 0..<200 where !list.contains("2025-01-05") {
      list = try await stack.reckon("ledger", "checkpoint").output
    }
    let days = list.split(separator: "\n").filter { $0.hasPrefix("2025-") }.map { $0.prefix(10) }
    #expect(days == ["2025-01-05", "2025-01-02", "2025-01-01"], "\(list)")
    let file = stack.folder.path("first.checkpoint")
    let day = try await stack.reckon("ledger", "checkpoint", "2025-01-01", "--to", file)
    #expect(day.status == 0, "\(day.errors)")
    let verified = try await stack.reckon("ledger", "verify", "--against", file)
    #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
    #expect(verified.output.contains("checkpoints  3"))
    #expect(await stack.log(.storage).contains("signed the day"))
    await stack.end(.storage, with: SIGTERM)
  }

  @Test func withoutTheKeyStorageRunsAndSaysThatItDoesNotSign() async throws {
    let folder = try TemporaryFolder("ledger")
    let key = try folder.write("no key", to: "other.key")
    let stack = try await Stack([.storage: ["--storage-key-path", key]])
    #expect(try await stack.reckon("ingest", try stack.report(1)).status == 0)
    let refused = try await stack.reckon("ledger", "checkpoint", "now")
    #expect(refused.status == 78)
    #expect(refused.errors.contains(key))
    #expect(try await stack.reckon("ledger", "verify").status == 0)
    #expect(await stack.log(.storage).contains("no checkpoint was signed"))
  }
}
