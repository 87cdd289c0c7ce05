import Foundation
package import Ledger
package import RPC
import ServiceLifecycle

/// The settings by which a server decides which calls it takes on.
package enum AdmissionSettings {
  /// Of work at once, where nobody says how much: enough that no processor waits for another service.
  private static let unitsForEachProcessor = 8

  package static let settings = [
    Setting(
      "admission.at-once", default: "0",
      "calls under way at once, one that composes an answer counting for several; "
        + "0: \(unitsForEachProcessor) for each processor"),
    Setting(
      "admission.longest-wait", default: "2000", "milliseconds that a call may wait for its turn"),
    Setting("admission.streams", default: "256", "calls at once that send or read a stream"),
    Setting("admission.streams-per-caller", default: "64", "of these, calls of one caller"),
  ]

  package static func bounds(_ configuration: ServiceConfiguration) throws(LedgerError)
    -> Admission.Bounds
  {
    let atOnce = try configuration.count("admission.at-once", in: 0...100_000)
    let processors = ProcessInfo.processInfo.activeProcessorCount
    return Admission.Bounds(
      atOnce: atOnce > 0 ? atOnce : unitsForEachProcessor * max(processors, 2),
      longestWait: .milliseconds(
        try configuration.count("admission.longest-wait", in: 10...60_000)),
      streams: try configuration.count("admission.streams", in: 1...100_000),
      streamsOfCaller: try configuration.count("admission.streams-per-caller", in: 1...100_000))
  }
}

/// What looks after waiting calls, as a part of a process.
package struct AdmissionTask: Service {
  private let admission: Admission
  package init(_ admission: Admission) { self.admission = admission }

  package func run() async { await cancelWhenGracefulShutdown { await admission.run() } }
}
