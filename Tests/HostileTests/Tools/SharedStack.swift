import Foundation
import Support
import Testing

/// One set of services for all tests of a suite: what one of them breaks, the next one finds broken.
struct SharedStack: SuiteTrait, TestScoping {
  @TaskLocal static var current: Stack?

  /// For each service.
  var flags: [String] = []

  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    var flags: [Stack.ServiceName: [String]] = [:]
    for service in Stack.ServiceName.allCases { flags[service] = self.flags }
    // A test machine may be busy with other things; how soon a service answers is no matter of these tests.
    flags[.gateway, default: []] += [
      "--storage-timeout", "60000", "--analytics-timeout", "60000", "--ingest-timeout", "60000",
    ]
    // So small that a debug build reaches them soon.
    flags[.ingest, default: []] += [
      "--limits-tokens-per-report", "100000", "--limits-claims-per-report", "500",
    ]
    let stack = try await Stack(flags)
    try await Self.$current.withValue(stack) { try await body() }
    let peaks = await Vitals.peaks(of: stack)
    print("peak memory in MB, \(test.name): \(peaks)")
    for service in [Stack.ServiceName.gateway, .ingest, .analytics, .storage] {
      #expect(await stack.end(service, with: SIGTERM) == 0, "\(service) stops gracefully")
    }
  }
}

extension Trait where Self == SharedStack {
  static var sharedStack: Self { SharedStack() }
  static func sharedStack(_ flags: String...) -> Self { SharedStack(flags: flags) }
}

/// How the services of a stack are.
enum Vitals {
  /// No service may ever have needed more: far above what any of these tests needs, far below what a leak would take.
  static let mostMegabytes = 1500

  /// Whether all services that were started still run, answer, take a report in and find it.
  static func expectWell(
    _ stack: Stack, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    for service in Stack.ServiceName.allCases {
      let (isRunning, log) = (await stack.isRunning(service), await stack.log(service))
      #expect(isRunning, "\(service) runs:\n\(log.suffix(1500))", sourceLocation: sourceLocation)
      let health = try await stack.reckon(
        "health", "--timeout", "60", "--address", await stack.address(service))
      #expect(
        health.status == 0, "\(service) is healthy: \(health.errors)",
        sourceLocation: sourceLocation)
    }
    let number = Int.random(in: 1_000_000..<2_000_000)
    let taken = try await stack.reckon("ingest", try stack.report(number))
    #expect(
      taken.status == 0, "a report is taken in: \(taken.errors)", sourceLocation: sourceLocation)
    for (service, peak) in await peaks(of: stack) {
      #expect(
        peak < mostMegabytes, "\(service) needed \(peak) MB at its peak",
        sourceLocation: sourceLocation)
    }
  }

  /// The most resident memory that each service ever needed, in MB.
  static func peaks(of stack: Stack) async -> [(Stack.ServiceName, Int)] {
    var peaks: [(Stack.ServiceName, Int)] = []
    for service in Stack.ServiceName.allCases {
      guard let process = await stack.processIdentifier(service),
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
        let kilobytes = line.split(separator: " ").compactMap({ Int($0) }).first
      else { continue }
      peaks.append((service, kilobytes / 1024))
    }
    return peaks
  }
}

/// The methods that a door has for tests that do not care which.
extension Stack.ServiceName {
  var serviceName: String { "reckoner.v1.\(rawValue.capitalized)Service" }

  /// One that takes one message and has an answer to an empty one, or a complaint.
  var unary: String {
    switch self {
    case .storage: "GetHead"
    case .analytics: "Compare"
    case .ingest: "GetIngestStatus"
    case .gateway: "SearchClaims"
    }
  }
}
