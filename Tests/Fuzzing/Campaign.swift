import Foundation

/// What is fuzzed.
package enum Subject: String, CaseIterable, Sendable {
  /// Bytes read as every message type of the schema.
  case messages
  /// Bytes read as a report, by the format reader and the extractor.
  case texts
  /// Both, at growing lengths.
  case lengths
}

/// A run over numbered inputs of one subject. Each input is a function of seed and number.
package struct Campaign: Sendable {
  package let subject: Subject
  package let seed: UInt64
  private let sources: TextSources?

  package init(_ subject: Subject, seed: UInt64) throws {
    self.subject = subject
    self.seed = seed
    sources = subject == .messages ? nil : try TextSources.shared.get()
  }

  /// The bytes of one input.
  package func bytes(_ number: Int) -> [UInt8] {
    switch (subject, sources) {
    case (.texts, let sources?): TextInputs(seed: seed, sources: sources).bytes(number)
    case (.lengths, let sources?):
      LengthCheck(inputs: LengthInputs(seed: seed, sources: sources))
        .bytes(number, size: LengthCheck.short)
    default: MessageInputs(seed: seed).input(number).bytes
    }
  }

  /// What one input is counted under.
  package func label(_ number: Int) -> String {
    switch subject {
    case .messages: MessageInputs(seed: seed).kind(number).name
    case .texts: "text"
    case .lengths:
      number.isMultiple(of: 2) ? "text" : MessageInputs(seed: seed).kind(number / 2).name
    }
  }

  /// Runs some inputs.
  /// - Parameter before: called with the number of each, before it runs: whoever notes it knows after a crash which
  ///   one it was.
  package func run(_ numbers: Range<Int>, before: (Int) -> Void = { _ in }) -> Tally {
    var tally = Tally()
    for number in numbers {
      before(number)
      let bytes = bytes(number)
      let peak = ProcessorTime.peakMemory
      let start = ProcessorTime.now
      do throws(Violation) {
        tally.add(try outcome(of: bytes, number), label(number))
      } catch {
        tally.add(
          Failure(
            subject: subject, seed: seed, number: number, label: label(number), violation: error,
            input: bytes))
      }
      tally.add(
        Cost(
          number: number, size: bytes.count, seconds: ProcessorTime.now - start,
          raisedPeak: ProcessorTime.peakMemory - peak))
    }
    return tally
  }

  private func outcome(of bytes: [UInt8], _ number: Int) throws(Violation) -> Outcome {
    switch (subject, sources) {
    case (.texts, let sources?):
      try TextCheck(extractor: sources.extractor).check(bytes, number: number)
    case (.lengths, let sources?):
      try LengthCheck(inputs: LengthInputs(seed: seed, sources: sources)).check(number)
    default: try MessageInputs(seed: seed).check(number, bytes)
    }
  }
}

/// An input of which something does not hold that must.
package struct Failure: Sendable, CustomStringConvertible {
  package var subject: Subject
  package var seed: UInt64
  package var number: Int
  package var label: String
  package var violation: Violation
  package var input: [UInt8]

  /// All that a regression test needs.
  package var description: String {
    """
    \(subject) input \(number) of seed \(seed) (\(label)): \(violation)
    again: Scripts/fuzz --seed \(seed) --from \(number) --inputs 1 \(subject)
    base64: \(Data(input).base64EncodedString())
    """
  }
}
