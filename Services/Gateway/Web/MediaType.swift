/// The forms in which answers are sent.
enum MediaType: String, Sendable {
  /// Canonical protobuf JSON.
  case json = "application/json"
  /// A table (RFC 4180).
  case csv = "text/csv"
  /// JSON Lines, by either of the names that it goes by.
  case lines = "application/jsonl"
  case otherLines = "application/x-ndjson"
  /// Server-sent events.
  case events = "text/event-stream"
  /// What people read in a browser.
  case page = "text/html"
  case style = "text/css"
  /// Prometheus' text format.
  case metrics = "text/plain"

  /// As a header says it.
  var field: String {
    switch self {
    case .csv: "text/csv; charset=utf-8; header=present"
    case .metrics: "text/plain; version=0.0.4; charset=utf-8"
    case .events, .page, .style: rawValue + "; charset=utf-8"
    case .json, .lines, .otherLines: rawValue
    }
  }

  /// How a file of it ends.
  var suffix: String { self == .csv ? "csv" : "jsonl" }
}
