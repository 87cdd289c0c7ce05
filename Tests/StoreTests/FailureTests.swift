import Foundation
import Ledger
import LedgerStore
import Testing

@Suite("When things go wrong")
struct FailureTests {
  @Test func aFullLedgerSaysSoAndLosesNothing() async throws {
    let fixture = try Fixture(maximumSize: 400_000)
    try await fixture.append(report("One."))
    let long = noise(1_000_000)
    let error = await ledgerError { try await fixture.append(report(long)) }
    #expect(error?.reason == .diskFull)
    #expect(error?.hint.isEmpty == false)
    #expect(try await fixture.append(report("Two.")).revision == Revision(6))
    #expect(try await fixture.store.verify().holds)
  }

  @Test func oneThatDoesNotFitTakesNoOtherWithIt() async throws {
    let fixture = try Fixture(maximumSize: 800_000)
    let long = noise(2_000_000)
    let failures = await withTaskGroup(of: (Int, LedgerError?).self) { group in
      for index in 0..<20 {
        group.addTask {
          let text = index == 7 ? long : "Report \(index)."
          return (index, await ledgerError { try await fixture.append(report(text)) })
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(failures.keys.sorted() == [7])
    #expect(failures[7]?.reason == .diskFull)
    #expect(try await fixture.store.statistics().documents == 19)
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small disk"))
  func aFullDiskSaysSoAndLosesNothing() async throws {
    let disk = try SmallDisk()
    let store = try LedgerStore.open(directory: disk.path + "/ledger")
    var recorded = 0
    var failure: LedgerError?
    while failure == nil {
      let text = "\(recorded) " + String(repeating: "much ", count: 10_000)
      failure = await ledgerError {
        _ = try await store.append(report(text), author: "local", at: .second(0))
        recorded += 1
      }
    }
    #expect(failure?.reason == .diskFull)
    #expect(recorded > 0)
    #expect(try await store.statistics().documents == Int64(recorded))
    await store.close()
    // What a full disk has no room for goes elsewhere.
    let scratch = TemporaryDirectory()
    let again = try LedgerStore.open(
      directory: disk.path + "/ledger", scratchDirectory: scratch.path)
    let verification = try await again.verify()
    #expect(verification.holds)
    #expect(verification.revision == Revision(Int64(recorded * 3)))
    await again.close()
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small disk"))
  func aDiskThatIsFullAtOnceCannotBeOpened() throws {
    let disk = try SmallDisk()
    let filling = try #require(FileHandle(forWritingAtPath: disk.fill()))
    while (try? filling.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
    try? filling.close()
    let error = #expect(throws: LedgerError.self) { try LedgerStore.open(directory: disk.path) }
    #expect(error?.reason == .diskFull)
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small disk"))
  func aReadOnlyDiskSaysSo() async throws {
    let disk = try SmallDisk()
    let store = try LedgerStore.open(directory: disk.path)
    await store.close()
    try disk.makeReadOnly()
    let error = #expect(throws: LedgerError.self) { try LedgerStore.open(directory: disk.path) }
    #expect(error?.reason == .misconfigured)
    let new = #expect(throws: LedgerError.self) {
      try LedgerStore.open(directory: disk.path + "/new")
    }
    #expect(new?.reason == .misconfigured)
  }

  @Test func whatWasAcknowledgedSurvivesAProcessThatIsKilled() async throws {
    let directory = TemporaryDirectory()
    let path = directory.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try LedgerStore.open(directory: path + "/ledger")
      let acknowledged = FileManager.default.createFile(atPath: path + "/done", contents: nil)
      let log = try #require(acknowledged ? FileHandle(forWritingAtPath: path + "/done") : nil)
      await withTaskGroup(of: Void.self) { group in
        for index in 0..<200 {
          group.addTask {
            _ = try? await store.append(report("R \(index)."), author: "local", at: .second(0))
            if index == 150 { kill(getpid(), SIGKILL) }
            try? log.write(contentsOf: Data("\(index)\n".utf8))
          }
        }
      }
    }
    let text = try String(contentsOfFile: path + "/done", encoding: .utf8)
    let acknowledged = text.split(separator: "\n").compactMap { Int($0) }
    let store = try LedgerStore.open(directory: path + "/ledger")
    let verification = try await store.verify()
    #expect(verification.holds)
    #expect(verification.revision == (try await store.head().revision))
    // The killer itself had been acknowledged, whether it came to say so or not.
    for index in acknowledged + [150] {
      let again = try await store.append(report("R \(index)."), author: "local", at: .second(0))
      #expect(again.alreadyRecorded, "report \(index)")
    }
    await store.close()
  }

  @Test func aCopyOfTheFilesTakenMidwayIsALedger() async throws {
    let fixture = try Fixture()
    for index in 0..<20 { try await fixture.append(report("Report \(index).")) }
    let copy = TemporaryDirectory()
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: fixture.directory.database + suffix, toPath: copy.database + suffix)
    }
    let head = try await fixture.store.head()
    let store = try LedgerStore.open(directory: copy.path)
    #expect(try await store.head() == head)
    #expect(try await store.verify().holds)
    await store.close()
  }
}
