import HTTPTypes
import HummingbirdCore
import Ledger
import RPC

/// A request that may be answered: it calls this host by its name, comes from no foreign page, and asks something that
/// is offered, in a form that is offered.
struct Visit {
  let resource: Resource
  let values: [(name: String, value: String)]
  /// Of those, the ones of the query string.
  let query: [(name: String, value: String)]
  let path: [String]
  let type: MediaType

  init(_ request: Request, hosts: HostRule, bounds: WebBounds) throws(Problem) {
    guard let authority = request.head.authority else {
      throw Problem(
        400, "no Host header field", hint: "name the host that is asked", closes: true)
    }
    guard hosts.allows(authority) else {
      throw Problem(
        421, "this host does not go by that name", reason: .notFound,
        hint: "ask for it by its address, or add the name to http.hosts")
    }
    let query = try Query(request.head.path ?? "", bounds)
    let here = Resource.all.compactMap { resource in
      resource.match(query.path).map { (resource, $0) }
    }
    guard !here.isEmpty else {
      throw Problem(
        404, "there is nothing under this path", reason: .notFound,
        hint: "Docs/http.md lists what there is")
    }
    guard let (resource, values) = here.first(where: { $0.0.allows(request.method) }) else {
      let methods = here.map { $0.0.verb == .get ? "GET, HEAD" : $0.0.verb.rawValue }
      throw Problem(
        405, "\(request.method.rawValue) is not offered here", reason: .unsupported,
        headers: [.allow: methods.joined(separator: ", ")])
    }
    if resource.verb == .post { try Self.requireOwnPage(request.headers, authority) }
    guard
      let type = Negotiation.mediaType(request.headers[.accept], of: resource.types.map(\.rawValue))
        .flatMap(MediaType.init)
    else {
      throw Problem(
        406, "none of the wanted media types is offered here", reason: .unsupported,
        hint: "accept " + resource.types.map(\.rawValue).joined(separator: ", "))
    }
    self.resource = resource
    self.values = values + query.values
    self.query = query.values
    path = query.path
    self.type = type
  }

  /// Browsers let any page send a form anywhere; they say from where.
  private static func requireOwnPage(_ headers: HTTPFields, _ authority: String) throws(Problem) {
    let site = headers[.secFetchSite] ?? "none"
    let origin = headers[.origin]
    guard site == "none" || site == "same-origin", origin == nil || origin == "http://\(authority)"
    else {
      throw Problem(
        403, "a page of another origin must not write here", hint: "send it from a program")
    }
  }
}

extension Resource {
  fileprivate func allows(_ method: HTTPRequest.Method) -> Bool {
    switch verb {
    case .get: method == .get || method == .head
    case .post: method == .post
    }
  }
}
