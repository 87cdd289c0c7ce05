import Foundation
import Support
import Testing

/// Services that hold three reports, for all tests of a suite that change nothing.
struct SharedWeb: SuiteTrait, TestScoping {
  @TaskLocal static var current: Stack?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    for number in 1...3 {
      let taken = try await stack.reckon("ingest", try stack.report(number))
      try #require(taken.status == 0, "\(taken.errors)")
    }
    try await Self.$current.withValue(stack) { try await body() }
    #expect(await stack.end(.gateway, with: SIGTERM) == 0, "the gateway stops gracefully")
  }

  /// A test machine may be busy with other things; how soon a service answers is no matter of these tests.
  static let patient = [
    "--storage-timeout", "60000", "--analytics-timeout", "60000", "--ingest-timeout", "60000",
  ]
}

extension Trait where Self == SharedWeb {
  static var sharedWeb: Self { SharedWeb() }
}

extension Stack {
  func get(_ target: String, method: String = "GET", _ headers: [String: String] = [:]) async throws
    -> HTTPAnswer
  {
    try HTTPAnswer.to(
      target, method: method, of: web, headers: ["Grpc-Timeout": "60S"].merging(headers) { $1 })
  }

  func post(_ target: String, _ text: String, _ headers: [String: String] = [:]) async throws
    -> HTTPAnswer
  {
    try HTTPAnswer.to(
      target, method: "POST", of: web,
      headers: ["Grpc-Timeout": "60S", "Content-Type": "text/plain"].merging(headers) { $1 },
      body: Array(text.utf8))
  }

  /// Asks again until an answer is as wanted; the test's own time limit ends a wait that never does.
  func get(_ target: String, until wanted: (HTTPAnswer) -> Bool) async throws -> HTTPAnswer {
    while true {
      let answer = try await get(target)
      if wanted(answer) { return answer }
      try await Task.sleep(for: .milliseconds(100))
    }
  }
}
