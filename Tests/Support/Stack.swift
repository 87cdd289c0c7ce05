import Foundation

/// The four services as real processes on free ports of this machine, and the command line against them.
package actor Stack {
  package enum ServiceName: String, CaseIterable, Sendable {
    case storage, analytics, ingest, gateway
  }

  package nonisolated let folder: TemporaryFolder
  private var processes: [ServiceName: Process] = [:]
  private var addresses: [ServiceName: String] = [:]
  private var http: String
  private var endings: [ServiceName: AsyncStream<Int32>] = [:]
  private let extra: [ServiceName: [String]]

  package init(_ extra: [ServiceName: [String]] = [:]) async throws {
    folder = try TemporaryFolder("stack")
    http = try FreePort.address()
    self.extra = extra
    for service in ServiceName.allCases { try await start(service) }
  }

  deinit { for process in processes.values { kill(process.processIdentifier, SIGKILL) } }

  package var gateway: String { addresses[.gateway] ?? "" }
  /// Where the gateway is over HTTP.
  package var web: String { http }
  package func address(_ service: ServiceName) -> String { addresses[service] ?? "" }

  /// Starts a service and waits until it is ready. One that ran before comes back at its old address.
  package func start(_ service: ServiceName) async throws {
    let readyFile = folder.path("\(service).address")
    let webFile = folder.path("http.address")
    for path in [readyFile, webFile] { try? FileManager.default.removeItem(atPath: path) }
    let log = folder.path("\(service).log")
    if !FileManager.default.fileExists(atPath: log) {
      _ = FileManager.default.createFile(atPath: log, contents: nil)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Programs.path("reckoner-\(service)"))
    process.arguments =
      [
        "--listen-address", try addresses[service] ?? FreePort.address(),
        "--listen-ready-file", readyFile,
      ] + flags(service) + (extra[service] ?? [])
    let handle = FileHandle(forWritingAtPath: log)
    handle?.seekToEndOfFile()
    process.standardError = handle
    process.standardOutput = handle
    process.standardInput = FileHandle.nullDevice
    let (ended, ending) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = {
      ending.yield($0.terminationReason == .exit ? $0.terminationStatus : -$0.terminationStatus)
      ending.finish()
    }
    try process.run()
    processes[service] = process
    endings[service] = ended
    while true {
      if let text = try? String(contentsOfFile: readyFile, encoding: .utf8) {
        addresses[service] = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard service == .gateway else { break }
        // The one listens before the other, in no order.
        if let text = try? String(contentsOfFile: webFile, encoding: .utf8) {
          http = text.trimmingCharacters(in: .whitespacesAndNewlines)
          break
        }
      }
      guard process.isRunning else {
        let status = await wait(service)
        let last = self.log(service).split(separator: "\n").suffix(4).joined(separator: " | ")
        throw Failure("\(service) did not start, but ended with \(status): \(last)")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
  }

  private func flags(_ service: ServiceName) -> [String] {
    func peer(_ name: ServiceName) -> [String] { ["--\(name)-address", addresses[name] ?? ""] }
    return switch service {
    case .storage: ["--storage-path", folder.path("storage")]
    case .analytics: peer(.storage)
    case .ingest:
      peer(.storage) + [
        "--spool-path", folder.path("ingest"),
        "--lexicon-path", Programs.checkout.appendingPathComponent("Services/Ingest/Lexicon").path,
      ]
    case .gateway:
      peer(.storage) + peer(.analytics) + peer(.ingest)
        + ["--http-address", http, "--http-ready-file", folder.path("http.address")]
    }
  }

  /// Sends a signal and waits for the end: the exit status, negative for a signal's number.
  @discardableResult
  package func end(_ service: ServiceName, with signal: Int32) async -> Int32 {
    guard let process = processes[service] else { return 0 }
    kill(process.processIdentifier, signal)
    return await wait(service)
  }

  private func wait(_ service: ServiceName) async -> Int32 {
    guard let ended = endings[service] else { return 0 }
    let status = await ended.first { _ in true } ?? 0
    processes[service] = nil
    endings[service] = nil
    return status
  }

  package func isRunning(_ service: ServiceName) -> Bool { processes[service]?.isRunning ?? false }

  package func processIdentifier(_ service: ServiceName) -> Int32? {
    processes[service]?.processIdentifier
  }

  package func log(_ service: ServiceName) -> String {
    (try? String(contentsOfFile: folder.path("\(service).log"), encoding: .utf8)) ?? ""
  }

  /// Runs the command line against the gateway.
  package func reckon(_ arguments: String..., input: String? = nil) async throws -> Programs.Outcome
  {
    try await run(arguments, input: input)
  }

  package func run(_ arguments: [String], input: String? = nil) async throws -> Programs.Outcome {
    try await Programs.run(
      Programs.path("reckon"), arguments,
      environment: ["RECKONER_GATEWAY": gateway, "XDG_CONFIG_HOME": folder.root], input: input)
  }

  /// A report in words of our own, different for each number.
  package nonisolated func report(_ number: Int) throws -> String {
    try folder.write(
      """
      Army of Freedonia reports losses, day \(number)

      The defence ministry of Ukraine said on 3 March 2025 that \(1000 + number) Russian soldiers had
      been killed near Kharkiv since the start of the year. At least \(20 + number) civilians were wounded.
      """, to: "report-\(number).txt")
  }
}
