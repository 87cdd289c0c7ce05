import Foundation
import Ledger
import Support
import Testing

/// A story of services that are not there: what can still be answered is, and says what is missing.
@Suite struct PartialAnswerTests {
  @Test func withoutAnalyticsTheSentencesStillCome() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    await stack.end(.analytics, with: SIGKILL)
    let compared = try await stack.reckon("compare", "--measure", "killed")
    #expect(compared.status == 3)
    #expect(compared.errors.contains("not complete"))
    #expect(compared.errors.contains("analytics"))
    #expect(compared.output.contains("1001"))
    #expect(try await stack.reckon("status").status == 3)
    #expect(try await stack.reckon("claims").status == 0)

    // A report taken in meanwhile is safe, and the command says what is not known yet.
    let taken = try await stack.reckon("ingest", try stack.report(2))
    #expect(taken.status == 3)
    #expect(taken.errors.contains("analytics"))

    try await stack.start(.analytics)
    var whole = try await stack.reckon("compare", "--measure", "killed")
    while whole.status == 3 {
      try await Task.sleep(for: .milliseconds(100))
      whole = try await stack.reckon("compare", "--measure", "killed")
    }
    #expect(whole.status == 0)
    #expect(whole.output.contains("1,002"))
  }

  @Test func withoutStorageTheFiguresStillCome() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    await stack.end(.storage, with: SIGKILL)
    let compared = try await stack.reckon("compare", "--measure", "killed")
    #expect(compared.status == 3)
    #expect(compared.output.contains("1,001"))
    #expect(compared.errors.contains("storage"))
    // What cannot be pinned is not answered about some other moment.
    #expect(try await stack.reckon("compare", "--at", "2026-01-01").status == 69)
    #expect(try await stack.reckon("claims").status == 69)
    // A report is taken in all the same, and delivered when storage is back.
    let accepted = try await stack.reckon("ingest", "--no-wait", try stack.report(2))
    #expect(accepted.status == 0)
    try await stack.start(.storage)
    let waited = try await stack.reckon("ingest", try stack.report(2))
    #expect(waited.status == 0, "\(waited.errors)")
    #expect(try await stack.reckon("claims").output.contains("1,002"))
  }

  /// Work that must not be done twice is not tried again, and finds storage all the same.
  @Test(arguments: [
    ["ledger", "verify"], ["ledger", "backup"], ["withdraw", "seal", "--reason", "asked"],
  ])
  func storageThatHasJustComeBackIsNotTakenForGone(_ work: [String]) async throws {
    let stack = try await Stack()
    let report = try stack.report(1)
    #expect(try await stack.reckon("ingest", report).status == 0)
    let document = DocumentID(original: try Array(Data(contentsOf: URL(fileURLWithPath: report))))
    await stack.end(.storage, with: SIGKILL)
    // The longer it is gone, the more seldom the gateway looks whether it is there.
    for _ in 0..<3 { #expect(try await stack.reckon("claims").status == 69) }
    try await stack.start(.storage)
    let done = try await stack.run(work + (work[0] == "withdraw" ? ["\(document)"] : []))
    #expect(done.status == 0, "\(done.errors)")
  }

  /// One that hangs answers nothing and refuses nothing: the figures must not wait for it until no time is left.
  @Test func whileStorageHangsTheFiguresOfARevisionStillCome() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let answer = try await stack.reckon("compare", "--measure", "killed", "--json")
    let status =
      try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    let revision = try #require((status?["status"] as? [String: Any])?["revision"] as? String)
    let storage = try #require(await stack.processIdentifier(.storage))
    kill(storage, SIGSTOP)
    let compared = try await stack.reckon(
      "compare", "--measure", "killed", "--at", revision, "--timeout", "4")
    kill(storage, SIGCONT)
    #expect(compared.status == 3, "\(compared.errors)")
    #expect(compared.output.contains("1,001"))
    #expect(compared.errors.contains("storage"))
  }

  /// It is asked for a sign of life first, and not waited for until the caller has no time left.
  @Test func anAnalyticsThatLetsConnectAndSaysNothingIsTakenForGone() async throws {
    let silent = try SilentListener()
    let stack = try await Stack([
      .gateway: ["--analytics-address", silent.address, "--analytics-timeout", "1000"]
    ])
    _ = try await stack.reckon("ingest", "--no-wait", try stack.report(1))
    var claims = try await stack.reckon("claims")
    for _ in 0..<100 where !claims.output.contains("1,001") {
      try await Task.sleep(for: .milliseconds(100))
      claims = try await stack.reckon("claims")
    }
    let compared = try await stack.reckon("compare", "--measure", "killed", "--timeout", "120")
    #expect(compared.status == 3, "\(compared.errors)")
    #expect(compared.output.contains("1001"))
    #expect(compared.errors.contains("analytics at \(silent.address): does not answer"))
  }

  @Test func withoutIngestQuestionsAreAnsweredWhole() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    await stack.end(.ingest, with: SIGKILL)
    #expect(try await stack.reckon("compare", "--measure", "killed").status == 0)
    let refused = try await stack.reckon("ingest", try stack.report(2))
    #expect(refused.status == 69)
    #expect(refused.errors.contains("ingest"))
    #expect(try await stack.reckon("status").status == 3)
  }

  @Test func everyServiceStopsGracefully() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    for service in [Stack.ServiceName.gateway, .ingest, .analytics, .storage] {
      #expect(await stack.end(service, with: SIGTERM) == 0, "\(service)")
      #expect(await stack.log(service).contains("stopped"))
    }
    // Closed in order, the write-ahead log is empty or gone.
    let log = try? FileManager.default.attributesOfItem(
      atPath: stack.folder.path("storage/ledger.sqlite-wal"))
    #expect((log?[.size] as? Int ?? 0) == 0)
  }
}
