import Foundation
import Ledger
import Logging
import Messages
import RPC

/// Writes a log to standard error, each line the canonical JSON of a `LogLine`.
struct JSONLog: LogHandler {
  let service: String
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  init(service: String) { self.service = service }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let said = metadata.merging(event.metadata ?? [:]) { _, later in later }
    let line = Self.line(
      .now, event.level, service, "\(event.message)", said.mapValues { "\($0)" }, Call.current)
    guard let text = try? line.json(indented: false) else { return }
    // One write for a line: lines of several threads do not run into each other. A line that cannot be written, to a full
    // disk or to nobody, is lost, and the service goes on; the form that throws nothing would end it.
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// What a line says. Text of strangers may stand in it, so what cannot travel is left out.
  static func line(
    _ time: Moment, _ level: Logger.Level, _ service: String, _ message: String,
    _ said: [String: String], _ call: Call
  ) -> LogLine {
    var said = said.mapValues(plain)
    let method = said.removeValue(forKey: "method") ?? ""
    let milliseconds = said.removeValue(forKey: "milliseconds").flatMap { Int($0) } ?? 0
    return LogLine(
      time: time, level: level.rawValue, service: service, message: plain(message),
      requestID: call.isNone ? "" : call.requestID, traceID: call.trace?.traceID ?? "",
      spanID: call.trace?.spanID ?? "", parentSpanID: call.trace?.parentSpanID ?? "",
      method: method, milliseconds: milliseconds,
      details: said.sorted { $0.key < $1.key }.map { LogDetail(name: $0.key, value: $0.value) })
  }

  private static func plain(_ text: String) -> String { text.replacing("\0", with: "") }
}

extension Logger.MetadataProvider {
  /// Which request a line is about, and which trace.
  static let call = Logger.MetadataProvider {
    let call = Call.current
    guard !call.isNone else { return [:] }
    var said: Logger.Metadata = ["request": "\(call.requestID)"]
    if let trace = call.trace {
      said["trace"] = "\(trace.traceID)"
      said["span"] = "\(trace.spanID)"
    }
    return said
  }
}
