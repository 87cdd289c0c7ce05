import RPC

/// What is offered over HTTP: a method of the gateway under a path. This table decides all of it; what is not in it is
/// not offered.
struct Resource: Sendable {
  enum Verb: String, Sendable {
    /// GET, and with it HEAD.
    case get = "GET"
    /// POST of the bytes of a report or passage.
    case post = "POST"
  }

  enum Segment: Hashable, Sendable {
    case name(String)
    /// A parameter of the request, such as an id.
    case parameter(String)
  }

  /// How it is answered.
  enum Kind: Sendable {
    /// One question, one answer.
    case question
    /// A report's bytes are taken in.
    case upload
    /// A passage's bytes are read, and nothing of them is kept.
    case passage
    /// Events as they happen.
    case events
    /// A page for people: the first one, one of a claim, and what they look like.
    case home, claim, style

    /// What the door says of itself: what it offers, that it lives, that it can answer.
    case openAPI, health, readiness
    /// Numbers to watch.
    case metrics

    /// What no program asks for what the ledger holds.
    var isPage: Bool {
      switch self {
      case .question, .upload, .passage, .events: false
      case .home, .claim, .style, .openAPI, .health, .readiness, .metrics: true
      }
    }
  }

  let verb: Verb
  let path: String
  let segments: [Segment]
  let method: MethodName
  let kind: Kind
  /// The list whose items are the lines of an answer, by the names of the fields that lead to it; empty for none.
  let rows: String
  /// The list whose items are the rows of a table, which may lie deeper.
  let table: String
  /// Where the cursor of the next page stands in an answer; empty for none.
  let cursor: String
  /// Its answers are the same for the same revision.
  let isOfRevision: Bool

  private init(
    _ path: String, _ method: MethodName, kind: Kind = .question, rows: String = "",
    table: String = "", cursor: String = "", isOfRevision: Bool = true
  ) {
    verb = kind == .upload || kind == .passage ? .post : .get
    self.path = path
    segments = path.split(separator: "/").map { part in
      part.hasPrefix("{") ? .parameter(String(part.dropFirst().dropLast())) : .name(String(part))
    }
    self.method = method
    self.kind = kind
    self.rows = rows
    self.table = table.isEmpty ? rows : "\(rows).\(table)"
    self.cursor = cursor
    self.isOfRevision = isOfRevision
  }

  static let all: [Resource] = [
    Resource("/v1/claims", GatewayAPI.searchClaims.name, rows: "claims", cursor: "nextCursor"),
    Resource("/v1/claims/{id}", GatewayAPI.showClaim.name),
    Resource("/v1/search", GatewayAPI.searchText.name, rows: "hits", cursor: "nextCursor"),
    Resource(
      "/v1/compare", GatewayAPI.compare.name, rows: "comparison.topics", table: "systems.figures"),
    Resource(
      "/v1/series", GatewayAPI.listSeries.name, rows: "series", table: "points",
      cursor: "nextCursor"),
    Resource(
      "/v1/origins", GatewayAPI.listOrigins.name, rows: "origins.origins", cursor: "nextCursor"),
    Resource(
      "/v1/findings", GatewayAPI.listFindings.name, rows: "findings.findings",
      cursor: "nextCursor"),
    Resource(
      "/v1/derivations", GatewayAPI.listDerivations.name, rows: "page.derivations",
      cursor: "page.nextCursor"),
    Resource(
      "/v1/coverage", GatewayAPI.listCoverage.name, rows: "coverage.notices",
      cursor: "nextCursor"),
    Resource("/v1/reports", GatewayAPI.browseReports.name, rows: "reports", cursor: "nextCursor"),
    Resource("/v1/reports", GatewayAPI.submit.name, kind: .upload),
    Resource("/v1/extract", GatewayAPI.extract.name, kind: .passage),
    Resource("/v1/check", GatewayAPI.check.name, kind: .passage),
    Resource("/v1/sources", GatewayAPI.listSources.name, rows: "sources"),
    Resource("/v1/vocabulary", GatewayAPI.describeVocabulary.name),
    Resource("/v1/explain", GatewayAPI.explain.name, rows: "steps", cursor: "nextCursor"),
    Resource("/v1/status", GatewayAPI.getStatus.name, rows: "services", isOfRevision: false),
    Resource("/v1/events", StorageAPI.watch.name, kind: .events),
    Resource("/openapi.json", GatewayAPI.getStatus.name, kind: .openAPI),
    Resource("/healthz", GatewayAPI.getStatus.name, kind: .health),
    Resource("/readyz", GatewayAPI.getStatus.name, kind: .readiness),
    Resource("/metrics", GatewayAPI.getStatus.name, kind: .metrics),
    Resource("/", GatewayAPI.searchClaims.name, kind: .home),
    Resource("/claims/{id}", GatewayAPI.showClaim.name, kind: .claim),
    Resource("/style.css", GatewayAPI.searchClaims.name, kind: .style),
  ]

  /// The media types of its answers, the usual one first.
  var types: [MediaType] {
    switch kind {
    case .question: rows.isEmpty ? [.json] : [.json, .csv, .lines, .otherLines]
    case .upload, .passage, .openAPI, .health, .readiness: [.json]
    case .events: [.events]
    case .metrics: [.metrics]
    case .home, .claim: [.page]
    case .style: [.style]
    }
  }

  /// The values of its parameters where a path is one of its; nil where it is not.
  func match(_ parts: [String]) -> [(name: String, value: String)]? {
    guard parts.count == segments.count else { return nil }
    var values: [(name: String, value: String)] = []
    for (segment, part) in zip(segments, parts) {
      switch segment {
      case .name(let name): if name != part { return nil }
      case .parameter(let name):
        guard !part.isEmpty else { return nil }
        values.append((name, part))
      }
    }
    return values
  }
}
