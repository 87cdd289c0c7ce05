import Foundation
import Ledger
import Messages
import RPC
import Support
import Testing

@testable import IngestService

@Suite struct SpoolTests {
  private func spool(_ folder: TemporaryFolder, reports: Int = 10, bytes: Int = 1 << 20) throws
    -> Spool
  {
    try Spool(directory: folder.root, limits: Spool.Limits(reports: reports, bytes: bytes))
  }

  private func accept(_ spool: Spool, _ text: String) throws -> String {
    let content = Array(text.utf8)
    let sighting = Sighting(
      document: DocumentID(original: content), outlet: Source(name: "Post"),
      published: DateStatement(CivilDate("2025-03")!, basis: .supplied),
      receivedAt: Moment(microseconds: 1_700_000_000_000_000))
    return try spool.accept(sighting, content)
  }

  @Test func whatWasAcceptedIsThereAfterARestart() async throws {
    let folder = try TemporaryFolder("spool")
    let id = try accept(try spool(folder), "one")
    let reopened = try spool(folder)
    #expect(reopened.queuedCount == 1)
    #expect(await reopened.next() == id)
    let item = try reopened.load(id)
    #expect(item.content == Array("one".utf8))
    #expect(item.sighting.outlet?.name == "Post")
    #expect(item.sighting.published?.date == CivilDate("2025-03"))
    reopened.done(id)
    #expect(try spool(folder).queuedCount == 0)
  }

  @Test func aReportIsReadInTheNameOfItsSubmission() throws {
    let folder = try TemporaryFolder("spool")
    let call = Call(requestID: "submission-1", trace: TraceContext())
    let id = try Call.$current.withValue(call) { try accept(try spool(folder), "one") }
    let later = try spool(folder).load(id).call
    #expect(later.requestID == "submission-1")
    #expect(later.trace?.traceID == call.trace?.traceID)
    #expect(later.trace?.parentSpanID == call.trace?.spanID)
  }

  @Test func whatAnEarlierVersionAcceptedIsRead() throws {
    let folder = try TemporaryFolder("spool")
    let id = try accept(try spool(folder), "one")
    let item = try spool(folder).load(id)
    // As it was written then: the sighting, behind its length, and the report.
    let head = try item.sighting.packed()
    let length = (0..<4).map { UInt8(truncatingIfNeeded: head.count >> (8 * $0)) }
    try Data(length + head + item.content).write(
      to: URL(fileURLWithPath: folder.path("queued/\(id)")))
    let found = try spool(folder).load(id)
    #expect(found.sighting == item.sighting)
    #expect(found.content == item.content)
    #expect(!found.call.isNone)
  }

  @Test func whatWasErasedIsNotKeptAsideEither() throws {
    let folder = try TemporaryFolder("spool")
    let spool = try spool(folder)
    for text in ["one", "two", "one"] {
      try spool.refuse(try accept(spool, text), LedgerError(.malformed, "unreadable"))
    }
    // A file that holds nothing readable is nobody's document.
    for (name, bytes) in [("short", [1]), ("long", [255, 255, 255, 127, 0])] as [(String, [UInt8])]
    {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path("refused/\(name)")))
    }
    #expect(try spool.dropRefused(DocumentID(original: Array("one".utf8))) == 2)
    #expect(spool.refusedCount == 1)
    #expect(try spool.dropRefused(DocumentID(original: Array("one".utf8))) == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("refused"))
    #expect(names.count == 4)
    #expect(names.count { $0.hasSuffix(".reason") } == 1)
  }

  @Test func reportsComeInTheOrderOfTheirArrivalAndEachOnce() async throws {
    let folder = try TemporaryFolder("spool")
    let spool = try spool(folder)
    var ids: [String] = []
    for number in 0..<5 { ids.append(try accept(spool, "\(number)")) }
    var taken: [String] = []
    for _ in 0..<5 { taken.append(try #require(await spool.next())) }
    #expect(taken == ids)
    spool.putBack(ids[2])
    #expect(await spool.next() == ids[2])
  }

  @Test func aReaderWaitsForTheNextReport() async throws {
    let folder = try TemporaryFolder("spool")
    let spool = try spool(folder)
    async let next = spool.next()
    let id = try accept(spool, "late")
    #expect(await next == id)
  }

  @Test func aFullSpoolRefusesWithAHintAndLosesNothing() throws {
    let folder = try TemporaryFolder("spool")
    let spool = try spool(folder, reports: 2)
    _ = try accept(spool, "one")
    _ = try accept(spool, "two")
    let error = #expect(throws: LedgerError.self) { try accept(spool, "three") }
    #expect(error?.reason == .overloaded)
    #expect((error?.retryAfterMilliseconds ?? 0) > 0)
    #expect(spool.queuedCount == 2)
  }

  @Test func aRefusedReportIsKeptWithItsReason() throws {
    let folder = try TemporaryFolder("spool")
    let spool = try spool(folder)
    let id = try accept(spool, "odd")
    try spool.refuse(id, LedgerError(.malformed, subject: "report", "not a text"))
    #expect(spool.queuedCount == 0)
    #expect(spool.refusedCount == 1)
    let reason = try String(contentsOfFile: folder.path("refused/\(id).reason"), encoding: .utf8)
    #expect(reason.contains("not a text"))
    #expect(FileManager.default.fileExists(atPath: folder.path("refused/\(id)")))
  }

  @Test func aChangedByteIsNoticed() throws {
    let folder = try TemporaryFolder("spool")
    let spool = try spool(folder)
    let id = try accept(spool, "the words of a report")
    let path = URL(fileURLWithPath: folder.path("queued/\(id)"))
    var bytes = try Data(contentsOf: path)
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: path)
    let error = #expect(throws: LedgerError.self) { _ = try spool.load(id) }
    #expect(error?.reason == .damaged)
  }

  @Test func beginningsWithoutAnEndAreCountedAcrossRestarts() throws {
    let folder = try TemporaryFolder("spool")
    let id = try accept(try spool(folder), "one")
    #expect(try spool(folder).beginAttempt(id) == 0)
    #expect(try spool(folder).beginAttempt(id) == 1)
    let last = try spool(folder)
    #expect(last.beginAttempt(id) == 2)
    last.endAttempt(id)
    #expect(last.beginAttempt(id) == 0)
  }
}
