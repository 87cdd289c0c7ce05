import Foundation
import Support
import Testing

/// A log that cannot be written is lost, and nothing else is.
@Suite struct UnwritableLogTests {
  @Test(arguments: ["text", "json"])
  func servicesGoOnWhereTheDiskOfTheirLogIsFull(format: String) async throws {
    let flags = ["--log-format", format, "--log-level", "debug"]
    let stack = try await Stack(
      Dictionary(uniqueKeysWithValues: Stack.ServiceName.allCases.map { ($0, flags) }))
    for service in Stack.ServiceName.allCases {
      #expect(await stack.end(service, with: SIGTERM) == 0)
      let log = stack.folder.path("\(service).log")
      #expect(!(await stack.log(service)).isEmpty)
      try FileManager.default.removeItem(atPath: log)
      try FileManager.default.createSymbolicLink(
        atPath: log, withDestinationPath: "/dev/full")
      try await stack.start(service)
    }
    #expect(try await stack.reckon("ingest", try stack.report(1)).status == 0)
    #expect(try await stack.reckon("claims").output.contains("1,001"))
    for service in Stack.ServiceName.allCases {
      #expect(await stack.isRunning(service))
      #expect(await stack.end(service, with: SIGTERM) == 0)
    }
  }
}
