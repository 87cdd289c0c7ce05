import Foundation
import Fuzzing
import Testing

/// The short form: the same inputs every time. `Scripts/fuzz` is the long one.
@Suite struct MessageFuzzTests {
  @Test("any bytes are read as a message or refused")
  func messages() throws {
    let tally = try Campaign(.messages, seed: 1).run(0..<20_000)
    for failure in tally.failures { Issue.record("\(failure)") }
    // Neither everything passes nor everything ends at the first check.
    #expect(tally.accepted > 2_000)
    #expect(tally.refusals.count > 500)
    for kind in MessageKind.all {
      #expect(tally.acceptedByLabel[kind.name] ?? 0 > 0, "\(kind.name) was never read")
    }
  }

  @Test("every message type of the schema is among them")
  func allTypes() throws {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appendingPathComponent("Proto/reckoner/v1")
    var missing: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("message ") {
        missing.insert("reckoner.v1." + line.split(separator: " ")[1])
      }
    }
    #expect(missing.count > 90)
    missing.subtract(MessageKind.all.map(\.name))
    #expect(missing.isEmpty)
  }
}
