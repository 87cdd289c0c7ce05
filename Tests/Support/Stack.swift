import Foundation

/// The four services as real processes on free ports of this machine, one of each or several, and the command line
/// against them.
package actor Stack {
  package enum ServiceName: String, CaseIterable, Sendable {
    case storage, analytics, ingest, gateway
  }

  /// One process: which of a service's it is, from 1.
  struct Node: Hashable {
    let service: ServiceName
    let number: Int
    /// What its files are named after.
    var name: String { number == 1 ? "\(service)" : "\(service)-\(number)" }
  }

  package nonisolated let folder: TemporaryFolder
  private var processes: [Node: Process] = [:]
  private var addresses: [Node: String] = [:]
  private var http: [Int: String] = [:]
  private var endings: [Node: AsyncStream<Int32>] = [:]
  private let extra: [ServiceName: [String]]
  private let counts: [ServiceName: Int]
  /// Between the gateways and a service.
  private let proxies: [Node: TestProxy]
  /// Between each analytics and storage.
  private let feeds: [Int: TestProxy]

  /// - Parameters:
  ///   - extra: further arguments for each process of a service.
  ///   - counts: how many processes of a service there are, where it is not one.
  ///   - proxied: services that the gateways reach through proxies, one for each process.
  ///   - proxiesFeeds: whether analytics reach storage through proxies.
  package init(
    _ extra: [ServiceName: [String]] = [:], counts: [ServiceName: Int] = [:],
    proxied: Set<ServiceName> = [], proxiesFeeds: Bool = false
  ) async throws {
    folder = try TemporaryFolder("stack")
    self.extra = extra
    self.counts = counts
    var proxies: [Node: TestProxy] = [:]
    var feeds: [Int: TestProxy] = [:]
    for service in ServiceName.allCases {
      for number in 1...(counts[service] ?? 1) {
        if proxied.contains(service) {
          proxies[Node(service: service, number: number)] = try TestProxy()
        }
        if proxiesFeeds, service == .analytics { feeds[number] = try TestProxy() }
      }
    }
    (self.proxies, self.feeds) = (proxies, feeds)
    for number in 1...(counts[.gateway] ?? 1) { http[number] = try FreePort.address() }
    for service in ServiceName.allCases {
      for number in 1...(counts[service] ?? 1) { try await start(service, number) }
    }
  }

  deinit { for process in processes.values { kill(process.processIdentifier, SIGKILL) } }

  package var gateway: String { address(.gateway) }
  /// All gateways, as `reckon` takes them.
  package var gateways: String { all(.gateway) }
  /// Where the gateway is over HTTP.
  package var web: String { web(1) }
  package func web(_ number: Int) -> String { http[number] ?? "" }
  package func address(_ service: ServiceName, _ number: Int = 1) -> String {
    addresses[Node(service: service, number: number)] ?? ""
  }

  /// What stands between the gateways and a process.
  package func proxy(_ service: ServiceName, _ number: Int = 1) throws -> TestProxy {
    guard let proxy = proxies[Node(service: service, number: number)] else {
      throw Failure("\(service) is not behind a proxy")
    }
    return proxy
  }

  /// What stands between an analytics and storage.
  package func feed(_ number: Int = 1) throws -> TestProxy {
    guard let feed = feeds[number] else { throw Failure("analytics \(number) has no proxy") }
    return feed
  }

  /// The addresses by which gateways reach a service.
  private func all(_ service: ServiceName) -> String {
    (1...(counts[service] ?? 1)).map {
      proxies[Node(service: service, number: $0)]?.address ?? address(service, $0)
    }.joined(separator: ",")
  }

  /// Starts a service and waits until it is ready. One that ran before comes back at its old address.
  package func start(_ service: ServiceName, _ number: Int = 1) async throws {
    let node = Node(service: service, number: number)
    let readyFile = folder.path("\(node.name).address")
    let webFile = folder.path("http-\(number).address")
    try? FileManager.default.removeItem(atPath: readyFile)
    if service == .gateway { try? FileManager.default.removeItem(atPath: webFile) }
    let log = folder.path("\(node.name).log")
    if !FileManager.default.fileExists(atPath: log) {
      _ = FileManager.default.createFile(atPath: log, contents: nil)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Programs.path("reckoner-\(service)"))
    process.arguments =
      [
        "--listen-address", try addresses[node] ?? FreePort.address(),
        "--listen-ready-file", readyFile,
      ] + flags(node) + (extra[service] ?? [])
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
    processes[node] = process
    endings[node] = ended
    while true {
      if let text = try? String(contentsOfFile: readyFile, encoding: .utf8) {
        let address = text.trimmingCharacters(in: .whitespacesAndNewlines)
        addresses[node] = address
        proxies[node]?.target = address
        if service == .storage { for feed in feeds.values { feed.target = address } }
        guard service == .gateway else { break }
        // The one listens before the other, in no order.
        if let text = try? String(contentsOfFile: webFile, encoding: .utf8) {
          http[number] = text.trimmingCharacters(in: .whitespacesAndNewlines)
          break
        }
      }
      guard process.isRunning else {
        let status = await wait(node)
        let last = self.log(service, number).split(separator: "\n").suffix(4).joined(
          separator: " | ")
        throw Failure("\(node.name) did not start, but ended with \(status): \(last)")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
  }

  private func flags(_ node: Node) -> [String] {
    switch node.service {
    case .storage: return ["--storage-path", folder.path("storage")]
    case .analytics:
      return ["--storage-address", feeds[node.number]?.address ?? address(.storage)]
    case .ingest:
      return [
        "--storage-address", address(.storage), "--spool-path", folder.path(node.name),
        "--lexicon-path", Programs.checkout.appendingPathComponent("Services/Ingest/Lexicon").path,
      ]
    case .gateway:
      let peers: [ServiceName] = [.storage, .analytics, .ingest]
      return peers.flatMap { ["--\($0)-address", all($0)] } + [
        "--http-address", web(node.number),
        "--http-ready-file", folder.path("http-\(node.number).address"),
      ]
    }
  }

  /// Sends a signal and waits for the end: the exit status, negative for a signal's number.
  @discardableResult
  package func end(_ service: ServiceName, _ number: Int = 1, with signal: Int32) async -> Int32 {
    let node = Node(service: service, number: number)
    guard let process = processes[node] else { return 0 }
    kill(process.processIdentifier, signal)
    return await wait(node)
  }

  private func wait(_ node: Node) async -> Int32 {
    guard let ended = endings[node] else { return 0 }
    let status = await ended.first { _ in true } ?? 0
    processes[node] = nil
    endings[node] = nil
    return status
  }

  package func isRunning(_ service: ServiceName, _ number: Int = 1) -> Bool {
    processes[Node(service: service, number: number)]?.isRunning ?? false
  }

  package func processIdentifier(_ service: ServiceName, _ number: Int = 1) -> Int32? {
    processes[Node(service: service, number: number)]?.processIdentifier
  }

  package func log(_ service: ServiceName, _ number: Int = 1) -> String {
    let name = Node(service: service, number: number).name
    return (try? String(contentsOfFile: folder.path("\(name).log"), encoding: .utf8)) ?? ""
  }

  /// Runs the command line against the gateways.
  package func reckon(_ arguments: String..., input: String? = nil) async throws -> Programs.Outcome
  {
    try await run(arguments, input: input)
  }

  package func run(_ arguments: [String], input: String? = nil) async throws -> Programs.Outcome {
    try await Programs.run(
      Programs.path("reckon"), arguments,
      environment: ["RECKONER_GATEWAY": gateways, "XDG_CONFIG_HOME": folder.root], input: input)
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
