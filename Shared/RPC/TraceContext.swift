import Ledger

/// Where a call stands in a trace that began somewhere else, or here: which trace it is, and which span of it.
/// Source: W3C Recommendation "Trace Context" (level 1).
package struct TraceContext: Hashable, Sendable {
  /// 32 hexadecimal digits, not all of them 0.
  package let traceID: String
  /// 16 hexadecimal digits, not all of them 0: of whoever works for the call now.
  package let spanID: String
  /// Of whoever called; empty where the trace begins here.
  package let parentSpanID: String
  /// As the caller set them: the last bit says that the trace is recorded.
  private let flags: String
  /// What others keep in it, handed on as it came.
  private let state: String

  package static let parentKey = "traceparent"
  package static let stateKey = "tracestate"

  /// A trace that begins here.
  package init() {
    self.init(
      traceID: Self.randomID(16), spanID: Self.randomID(8), parentSpanID: "", flags: "00",
      state: "")
  }

  private init(
    traceID: String, spanID: String, parentSpanID: String, flags: String, state: String
  ) {
    (self.traceID, self.spanID, self.parentSpanID) = (traceID, spanID, parentSpanID)
    (self.flags, self.state) = (flags, state)
  }

  /// A new span in the trace of a caller; a trace of its own where the caller has none, or names it in a way that cannot
  /// be read.
  package init(parent: String?, state: String?) {
    guard let (trace, span, flags) = parent.flatMap(Self.read) else {
      self.init()
      return
    }
    let isFit =
      state.map { state in
        state.utf8.count <= Self.longestState && state.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
      } ?? false
    self.init(
      traceID: trace, spanID: Self.randomID(8), parentSpanID: span, flags: flags,
      state: isFit ? state ?? "" : "")
  }

  /// As a call further on is told.
  package var parent: String { "00-\(traceID)-\(spanID)-\(flags)" }

  /// What to send along, by key.
  package var fields: [(key: String, value: String)] {
    [(Self.parentKey, parent)] + (state.isEmpty ? [] : [(Self.stateKey, state)])
  }

  private static let longestState = 512

  /// Later versions may have more fields behind these.
  private static func read(_ text: String) -> (trace: String, span: String, flags: String)? {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard text.utf8.count <= 256, fields.count >= 4, isHex(fields[0], 2), fields[0] != "ff",
      isHex(fields[1], 32), isHex(fields[2], 16), isHex(fields[3], 2),
      fields[0] != "00" || fields.count == 4,
      fields[1].contains(where: { $0 != "0" }), fields[2].contains(where: { $0 != "0" })
    else { return nil }
    // Of the flags this version knows the last bit only.
    let isRecorded = UInt8(fields[3], radix: 16).map { $0 & 1 == 1 } ?? false
    return (fields[1], fields[2], isRecorded ? "01" : "00")
  }

  private static func isHex(_ text: String, _ count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func randomID(_ bytes: Int) -> String {
    var random = (0..<bytes).map { _ in UInt8.random(in: .min ... .max) }
    // Never all zeros.
    if random.allSatisfy({ $0 == 0 }) { random[0] = 1 }
    return Hex.encode(random)
  }
}
