import Foundation
import Support
import Testing

/// The operations handbook does what it says: its commands are run in their order, in one shell, on an empty folder.
@Suite(.timeLimit(.minutes(5))) struct HandbookTests {
  private struct Step: CustomStringConvertible {
    var command: String
    /// What it ends with, where the handbook says that: "# ends with 69".
    var status: Int32
    var line: Int
    var description: String { "line \(line): \(command)" }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Programs.checkout.appendingPathComponent(path), encoding: .utf8)
  }

  private func steps(_ handbook: String) throws -> [Step] {
    var steps: [Step] = []
    var isConsole = false
    for (number, line) in handbook.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = line.drop { $0 == " " }
      if words.hasPrefix("```") {
        isConsole = words == "```console"
      } else if isConsole {
        try #require(words.hasPrefix("$ "), "line \(number + 1) is no command")
        let parts = words.dropFirst(2).split(separator: "  # ends with ")
        steps.append(
          Step(
            command: String(parts[0]), status: parts.count > 1 ? try #require(Int32(parts[1])) : 0,
            line: number + 1))
      }
    }
    return steps
  }

  /// A folder like the project's, with programs in the path that listen where nobody else does.
  private func environment(_ folder: TemporaryFolder) throws -> [String: String] {
    let files = FileManager.default
    for name in ["Samples", "Services", "Docs"] {
      try files.createSymbolicLink(
        atPath: folder.path(name),
        withDestinationPath: Programs.checkout.appendingPathComponent(name).path)
    }
    try files.createDirectory(atPath: folder.path("bin"), withIntermediateDirectories: true)
    try files.createSymbolicLink(
      atPath: folder.path("bin/reckon"), withDestinationPath: Programs.path("reckon"))
    var environment = ["PATH": folder.path("bin") + ":/usr/local/bin:/usr/bin:/bin"]
    environment["XDG_CONFIG_HOME"] = folder.root
    for service in ["storage", "analytics", "ingest", "gateway"] {
      let address = try FreePort.address()
      environment["RECKONER_\(service.uppercased())_ADDRESS"] = address
      if service == "gateway" { environment["RECKONER_GATEWAY"] = address }
      let wrapper = try folder.write(
        """
        #!/bin/bash
        [ "$1" = restore ] && exec \(Programs.path("reckoner-\(service)")) "$@"
        unset RECKONER_GATEWAY RECKONER_GATEWAY_ADDRESS
        exec \(Programs.path("reckoner-\(service)")) --listen-address \(address) "$@"

        """, to: "bin/reckoner-\(service)")
      try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: wrapper)
    }
    return environment
  }

  @Test func everyCommandDoesWhatItSays() async throws {
    let steps = try steps(text("Docs/handbook.md"))
    #expect(steps.count > 50)
    let folder = try TemporaryFolder("handbook")
    let environment = try environment(folder)
    let web = try FreePort.address()
    var script = "cd \(folder.root)\ntrap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n"
    for step in steps {
      script += """
        echo '== \(step.line)'
        \(step.command.replacing("127.0.0.1:7480", with: web))
        echo "\(step.line) $?" >>\(folder.path("statuses"))

        """
    }
    let file = try folder.write(script, to: "handbook.sh")
    let outcome = try await Programs.run("/bin/bash", [file], environment: environment)
    let statuses = try String(contentsOfFile: folder.path("statuses"), encoding: .utf8)
      .split(separator: "\n")
    #expect(statuses.count == steps.count)
    for (step, status) in zip(steps, statuses) where status != "\(step.line) \(step.status)" {
      Issue.record("\(step) ended with \(status)\n\(outcome.output)\n\(outcome.errors)")
      break
    }
    // What was done is there: the report that waited for storage came in, and its words are found.
    #expect(outcome.output.contains("sudan-what-is-counted.txt"))
    #expect(outcome.output.contains("(words sealed at entry"), "\(outcome.output)")
  }

  @Test func everyAlertHasItsSection() throws {
    let alerts = Set(try text("Docs/alerts.yml").matches(of: /alert: (\w+)/).map { String($0.1) })
    let sections = Set(
      try text("Docs/handbook.md").matches(of: /### (Reckoner\w+)/).map { String($0.1) })
    let table = Set(
      try text("Docs/operations.md").matches(of: /\| `(Reckoner\w+)` \|/).map { String($0.1) })
    #expect(!alerts.isEmpty)
    #expect(sections == alerts)
    #expect(table == alerts)
  }
}
