import RPC

/// What is offered over HTTP: a method of the gateway under a path. This table decides all of it; what is not in it is
/// not offered.
struct Resource: Sendable {
  enum Verb: String, Sendable {
    /// GET, and with it HEAD.
    case get = "GET"
    /// POST of a report's bytes.
    case post = "POST"
  }

  enum Segment: Hashable, Sendable {
    case name(String)
    /// A parameter of the request, such as an id.
    case parameter(String)
  }

  let verb: Verb
  let path: String
  let segments: [Segment]
  let method: MethodName
  /// The list whose items are the rows of an answer, by the names of the fields that lead to it; empty for none.
  let rows: String
  /// Where the cursor of the next page stands in an answer; empty for none.
  let cursor: String
  /// Its answers are the same for the same revision.
  let isOfRevision: Bool

  private init(
    _ verb: Verb, _ path: String, _ method: MethodName, rows: String = "", cursor: String = "",
    isOfRevision: Bool = true
  ) {
    self.verb = verb
    self.path = path
    segments = path.split(separator: "/").map { part in
      part.hasPrefix("{") ? .parameter(String(part.dropFirst().dropLast())) : .name(String(part))
    }
    self.method = method
    self.rows = rows
    self.cursor = cursor
    self.isOfRevision = isOfRevision
  }

  static let all: [Resource] = [
    Resource(
      .get, "/v1/claims", GatewayAPI.searchClaims.name, rows: "claims", cursor: "nextCursor"),
    Resource(.get, "/v1/claims/{id}", GatewayAPI.showClaim.name),
    Resource(.get, "/v1/search", GatewayAPI.searchText.name, rows: "hits", cursor: "nextCursor"),
    Resource(.get, "/v1/compare", GatewayAPI.compare.name, rows: "comparison.topics"),
    Resource(.get, "/v1/series", GatewayAPI.listSeries.name, rows: "series", cursor: "nextCursor"),
    Resource(
      .get, "/v1/origins", GatewayAPI.listOrigins.name, rows: "origins.origins",
      cursor: "nextCursor"),
    Resource(
      .get, "/v1/findings", GatewayAPI.listFindings.name, rows: "findings.findings",
      cursor: "nextCursor"),
    Resource(
      .get, "/v1/derivations", GatewayAPI.listDerivations.name, rows: "page.derivations",
      cursor: "page.nextCursor"),
    Resource(
      .get, "/v1/coverage", GatewayAPI.listCoverage.name, rows: "coverage.notices",
      cursor: "nextCursor"),
    Resource(
      .get, "/v1/reports", GatewayAPI.browseReports.name, rows: "reports", cursor: "nextCursor"),
    Resource(.post, "/v1/reports", GatewayAPI.submit.name),
    Resource(.get, "/v1/sources", GatewayAPI.listSources.name, rows: "sources"),
    Resource(.get, "/v1/vocabulary", GatewayAPI.describeVocabulary.name),
    Resource(.get, "/v1/explain", GatewayAPI.explain.name, rows: "steps", cursor: "nextCursor"),
    Resource(
      .get, "/v1/status", GatewayAPI.getStatus.name, rows: "services", isOfRevision: false),
  ]

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
