import RPC
import Testing

@Suite("A trace") struct TraceTests {
  private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
  private static let span = "00f067aa0ba902b7"

  @Test("goes on in a span of its own under the caller's", arguments: ["00", "01", "03", "ff"])
  func goesOn(_ flags: String) {
    let context = TraceContext(
      parent: "00-\(Self.trace)-\(Self.span)-\(flags)", state: "vendor=1,other=two")
    #expect(context.traceID == Self.trace)
    #expect(context.parentSpanID == Self.span)
    #expect(context.spanID != Self.span && context.spanID.utf8.count == 16)
    let last = flags == "00" ? "00" : "01"
    #expect(context.parent == "00-\(Self.trace)-\(context.spanID)-\(last)")
    #expect(context.fields.map(\.key) == ["traceparent", "tracestate"])
    #expect(context.fields.last?.value == "vendor=1,other=two")
  }

  @Test("of a later version is read as far as this one knows it")
  func laterVersion() {
    let context = TraceContext(parent: "cc-\(Self.trace)-\(Self.span)-01-what-else", state: nil)
    #expect(context.traceID == Self.trace)
    #expect(context.parent.hasPrefix("00-"))
  }

  @Test(
    "that cannot be read is none, and another one begins",
    arguments: [
      nil, "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01-more", "ff-\(trace)-\(span)-01",
      "00-\(String(repeating: "0", count: 32))-\(span)-01",
      "00-\(trace)-\(String(repeating: "0", count: 16))-01", "00-\(trace.uppercased())-\(span)-01",
      "00-\(trace)x-\(span)-01", "00-\(trace)-\(span)-0g", " 00-\(trace)-\(span)-01",
      "cc-\(trace)-\(span)-01-" + String(repeating: "x", count: 300),
    ])
  func begins(_ parent: String?) {
    let context = TraceContext(parent: parent, state: "vendor=1")
    #expect(context.traceID != Self.trace && context.traceID.utf8.count == 32)
    #expect(context.parentSpanID.isEmpty)
    #expect(context.fields.map(\.key) == ["traceparent"])
  }

  @Test("carries no state that could break a line or is very long")
  func state() {
    for state in ["a=1\r\nx: y", String(repeating: "a", count: 513), "a=\u{E9}"] {
      let context = TraceContext(parent: "00-\(Self.trace)-\(Self.span)-01", state: state)
      #expect(context.fields.count == 1)
    }
  }
}
