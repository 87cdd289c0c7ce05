import Extraction
import Formats
import Ledger

/// Whether eight times the length takes about eight times the time. Measures the processor's time of this thread.
struct LengthCheck: Sendable {
  let inputs: LengthInputs
  static let (short, long) = (16 << 10, 128 << 10)
  /// Eight times the length may take so many times the time.
  private static let most = 20.0
  /// Below this, the clock's steps and the caches are all that is measured.
  private static let negligible = 0.15

  func check(_ number: Int) throws(Violation) -> Outcome {
    let isText = number.isMultiple(of: 2)
    let half = number / 2
    var times = (0.0, 0.0)
    // What is only slow by chance is not slow again.
    for _ in 0..<3 {
      times = (time(half, isText, Self.short), time(half, isText, Self.long))
      if times.1 < Self.negligible || times.1 < times.0 * Self.most { return .accepted }
    }
    throw Violation(
      "time grows with the length, not faster", "\(times.0) s at 16 KiB, \(times.1) s at 128 KiB")
  }

  func bytes(_ number: Int, size: Int) -> [UInt8] {
    number.isMultiple(of: 2)
      ? inputs.text(number / 2, size: size) : inputs.message(number / 2, size: size)
  }

  private func time(_ number: Int, _ isText: Bool, _ size: Int) -> Double {
    if isText {
      let bytes = inputs.text(number, size: size)
      let extractor = inputs.sources.extractor
      return ProcessorTime.seconds {
        guard let document = try? FormatReader.read(bytes) else { return }
        _ = extractor.extract(document, context: ReportContext(), limits: ExtractionLimits())
      }
    }
    let bytes = inputs.message(number, size: size)
    let kind = MessageInputs(seed: inputs.seed).kind(number)
    return ProcessorTime.seconds { _ = try? kind.check(bytes) }
  }
}
