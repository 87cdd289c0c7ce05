import Foundation
import Fuzzing

/// One subject, in portions with a line of progress between them.
struct Run {
  let subject: Subject
  let options: Options
  private static let mostFailures = 20

  func report() throws -> (text: String, failed: Bool) {
    let campaign = try Campaign(subject, seed: options.seed)
    if options.show {
      return (Data(campaign.bytes(options.from)).base64EncodedString(), false)
    }
    let end = options.from + options.inputs(of: subject)
    // A line of progress every few seconds.
    let portion = max(1, options.typicalRate(of: subject) * 10)
    let note = options.note.map(Note.init)
    let start = Date()
    var tally = Tally()
    var next = options.from
    while next < end, tally.failures.count < Self.mostFailures {
      let stop = min(end, next + portion)
      tally.add(campaign.run(next..<stop) { note?.write("\(subject) \($0)") })
      next = stop
      progress(tally, since: start)
    }
    return (text(tally, since: start), !tally.failures.isEmpty)
  }

  private func progress(_ tally: Tally, since start: Date) {
    let rate = Double(tally.inputs) / max(0.001, Date().timeIntervalSince(start))
    let line =
      "\(subject): \(tally.inputs) of \(options.inputs(of: subject)), \(Int(rate)) a second, "
      + "\(tally.failed) failures\n"
    FileHandle.standardError.write(Data(line.utf8))
  }

  private func text(_ tally: Tally, since start: Date) -> String {
    let seconds = Int(Date().timeIntervalSince(start).rounded())
    var lines = [
      "\(subject): \(tally.inputs) inputs from \(options.from), seed \(options.seed), \(seconds) s",
      "  \(tally.accepted) accepted, \(tally.refused) refused at \(tally.refusals.count) places, "
        + "\(tally.failed) failures",
    ]
    switch subject {
    case .messages:
      let counts = MessageKind.all.map { tally.acceptedByLabel[$0.name] ?? 0 }
      lines.append(
        "  \(MessageKind.all.count) message types, each accepted at least \(counts.min() ?? 0) times"
      )
    case .texts: lines.append("  \(tally.yielding) texts yielded \(tally.claims) claims")
    case .lengths: break
    }
    lines += tally.slowest.map {
      "  slow: input \($0.number), \($0.size) bytes, \(Int($0.seconds * 1_000_000)) µs"
    }
    lines += tally.greediest.map {
      "  memory: input \($0.number), \($0.size) bytes, raised the peak by \($0.raisedPeak) KiB"
    }
    lines += tally.failures.map { "FAILED \($0)" }
    return lines.joined(separator: "\n")
  }
}

/// A file that holds which input runs. Written in place: once for each of a million inputs.
private struct Note {
  private let descriptor: Int32

  init(_ path: String) { descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600) }

  func write(_ text: String) {
    let line = text.padding(toLength: 30, withPad: " ", startingAt: 0) + "\n"
    _ = line.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }
}
