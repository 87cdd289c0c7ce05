import Gzip
import HTTPTypes
import Ledger
import Messages

/// An answer as HTTP sends it.
struct WebResponse: Sendable {
  var status: Int
  var headers: HTTPFields
  var body: [UInt8]
  /// Nothing more is read from the connection.
  var closes = false
  /// All of what the caller sent was read. What was not would be taken for the next request.
  var hasReadBody = false

  /// - Parameter type: of the body, as the header says it.
  init(status: Int, type: String, _ body: [UInt8], headers: HTTPFields = [:]) {
    self.status = status
    self.headers = headers
    self.headers[.contentType] = type
    self.body = body
  }

  init(status: Int, type: String, _ text: String, headers: HTTPFields = [:]) {
    self.init(status: status, type: type, Array(text.utf8), headers: headers)
  }

  init(_ problem: Problem, request: String) {
    self.init(
      status: problem.status, type: Problem.contentType, problem.body(request: request),
      headers: problem.headers)
    closes = problem.closes
  }

  /// Names the answer by the ledger's revision and by what it says: words that are withdrawn later are gone from the
  /// answers about earlier revisions, too.
  /// - Parameter known: the digest of the body, where somebody has it.
  mutating func tag(_ revision: Revision, _ known: Digest? = nil) {
    let digest = known ?? body.withUnsafeBytes { Digest(of: $0) }
    headers[.eTag] = "W/\"r\(revision)-\(digest.hex.prefix(16))\""
  }

  /// Nothing but the head, where the caller has the rest already.
  mutating func confirm(_ given: String?) {
    guard let tag = headers[.eTag], Negotiation.matches(given, tag) else { return }
    status = 304
    body = []
    headers[.contentType] = nil
  }

  mutating func compress(_ accepted: String?) {
    guard Negotiation.takesGzip(accepted), let packed = Gzip.compressed(body) else { return }
    body = packed
    headers[.contentEncoding] = "gzip"
  }

  /// What every answer says, whatever it is: nothing of it is to be run, framed, guessed at, or kept without asking again.
  mutating func secure() {
    headers[.xContentTypeOptions] = "nosniff"
    if headers[.contentSecurityPolicy] == nil {
      headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
    }
    headers[.referrerPolicy] = "no-referrer"
    headers[.crossOriginResourcePolicy] = "same-origin"
    if headers[.cacheControl] == nil { headers[.cacheControl] = "private, no-cache" }
    headers[.vary] = "Accept, Accept-Encoding"
  }
}

extension HTTPField.Name {
  static let referrerPolicy = known("Referrer-Policy")
  static let requestID = known("Reckoner-Request-Id")
  static let complete = known("Reckoner-Complete")
  static let revision = known("Reckoner-Revision")
  static let seenRevision = known("Reckoner-Seen-Revision")
  static let grpcTimeout = known("Grpc-Timeout")
  static let traceParent = known("Traceparent")
  static let traceState = known("Tracestate")
  static let link = known("Link")
  static let lastEventID = known("Last-Event-ID")
  static let secFetchSite = known("Sec-Fetch-Site")

  private static func known(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { preconditionFailure("no field name: \(name)") }
    return field
  }
}
