import Foundation
import Support
import Testing

/// An erasure that could not finish at once, in the running service.
@Suite struct ErasureTests {
  private func hasWords(_ stack: Stack) -> Bool {
    let folder = stack.folder.path("storage")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { name in
      FileManager.default.contents(atPath: folder + "/" + name)?
        .range(of: Data("near Kharkiv since the start".utf8)) != nil
    }
  }

  @Test func isFinishedByWhoeverRunsNextThoughStorageWasKilled() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let list = try await stack.reckon("reports", "--json").output
    let answer = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [String: Any]
    let report = try #require((answer?["reports"] as? [[String: Any]])?.first)
    let id = try #require((report["document"] as? [String: Any])?["id"] as? String)
    let reader = try await LedgerHolder(stack)

    let erased = try await stack.reckon("withdraw", "erase", id, "--reason", "why", "--yes")
    #expect(erased.status == 3, "\(erased.output) \(erased.errors)")
    #expect(erased.output.contains("not yet gone from the file"))
    let shown = try await stack.reckon("claims")
    #expect(!shown.output.contains("near Kharkiv"))
    #expect(shown.output.contains("(words erased at entry"))
    #expect(
      try await stack.reckon("status").output.contains("erased words may still be in the file"))
    #expect(hasWords(stack))

    await stack.end(.storage, with: SIGKILL)
    await reader.end()
    #expect(hasWords(stack))
    try await stack.start(.storage)
    while hasWords(stack) { try await Task.sleep(for: .milliseconds(200)) }
    var status = try await stack.reckon("status").output
    while status.contains("erased words") {
      try await Task.sleep(for: .milliseconds(50))
      status = try await stack.reckon("status").output
    }
    #expect(try await stack.reckon("ledger", "verify").status == 0)
  }
}
