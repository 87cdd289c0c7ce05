package import Foundation
import Synchronization

/// The programs that were built beside the tests, and the way to run them.
package enum Programs {
  /// The folder of the built programs: where the test bundle itself is.
  package static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// The checkout, from where this file is in it.
  package static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  package static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Material that stands beside the checkout where the project is developed; nil elsewhere.
  package static func shared(_ path: String) -> String? {
    let file = checkout.deletingLastPathComponent().appendingPathComponent("shared/\(path)").path
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }

  package struct Outcome: Hashable, Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
  }

  /// Runs a program to its end. Its output goes through files, so that no pipe can fill up.
  package static func run(
    _ program: String, _ arguments: [String], environment: [String: String] = [:],
    input: String? = nil
  ) async throws -> Outcome {
    let scratch = try TemporaryFolder("run")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (output, errors) = (scratch.path("out"), scratch.path("err"))
    for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    if let input {
      try Data(input.utf8).write(to: URL(fileURLWithPath: scratch.path("in")))
      process.standardInput = FileHandle(forReadingAtPath: scratch.path("in"))
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    let status = try await withCheckedThrowingContinuation {
      (done: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { done.resume(throwing: error) }
    }
    func text(_ path: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
    return Outcome(status: status, output: try text(output), errors: try text(errors))
  }
}

/// A folder that goes with its owner.
package final class TemporaryFolder: Sendable {
  package let root: String

  package init(_ name: String) throws {
    root = FileManager.default.temporaryDirectory.path + "/reckoner-\(name)-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  package func path(_ name: String) -> String { root + "/" + name }

  package func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }
}
