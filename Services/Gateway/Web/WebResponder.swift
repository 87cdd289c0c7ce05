import HTTPTypes
import HummingbirdCore
import Ledger
import Logging
import Messages
import NIOCore
import RPC

/// Answers requests: finds what is asked for, asks the gateway's handler for it as a call, and writes what it says.
struct WebResponder: Sendable {
  let handlers: WebHandlers
  let hosts: HostRule
  let bounds: WebBounds
  let logger: Logger
  let listeners: Listeners
  /// What is offered, as OpenAPI has it.
  let description: String
  private let lifecycle = ServerLifecycle()

  init(handlers: WebHandlers, hosts: HostRule, bounds: WebBounds, logger: Logger) {
    self.handlers = handlers
    self.hosts = hosts
    self.bounds = bounds
    self.logger = logger
    listeners = Listeners(bounds.listeners)
    description = OpenAPI.document(handlers)
  }

  func respond(
    _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    let name = Call(named: request.headers[.requestID], within: nil, default: nil).requestID
    var response: WebResponse
    do throws(Problem) {
      let visit = try Visit(request, hosts: hosts, bounds: bounds)
      switch visit.resource.kind {
      case .upload:
        let upload = try ReportUpload(request, visit.values, bounds: bounds)
        if request.headers[.expect]?.lowercased() == "100-continue" {
          do { try await writer.writeInformationalHead(HTTPResponse(status: .continue)) } catch {
            return
          }
        }
        response = try await take(upload, call(request, name, bounds.bodyTime + .seconds(10)))
      case .question:
        response = try await ask(visit, call(request, name, CallScope.defaultTimeout))
      case .home, .claim, .style:
        response = await page(visit, request, name)
      case .openAPI, .health, .readiness, .metrics:
        response = try await own(visit, call(request, name, CallScope.defaultTimeout))
      case .events:
        // Nothing is to be said where the listener has gone.
        guard let refusal = try? await listen(visit, request, name, channel) else { return }
        response = refusal
      }
    } catch {
      response = WebResponse(error, request: name)
    }
    // What was not read of a body would be taken for the next request.
    if request.hasBody, response.status != 202 { response.closes = true }
    if request.headers[.connection]?.lowercased() == "close" { response.closes = true }

    response.headers[.requestID] = name
    response.confirm(request.headers[.ifNoneMatch])
    response.compress(request.headers[.acceptEncoding])
    response.secure()
    try await write(response, request.method, writer)
    if response.closes { Self.leave(channel) }
  }

  /// - Parameter timeout: where its caller names none; nil: as long as it takes.
  func call(_ request: Request, _ name: String, _ timeout: Duration?) -> Call {
    Call(
      named: name, within: request.headers[.grpcTimeout], default: timeout,
      seen: request.headers[.seenRevision],
      trace: TraceContext(
        parent: request.headers[.traceParent], state: request.headers[.traceState]))
  }

  func scope(_ resource: MethodName, _ call: Call) -> CallScope {
    CallScope(method: resource, call: call, logger: logger, lifecycle: lifecycle, door: "http")
  }

  private func ask(_ visit: Visit, _ call: Call) async throws(Problem) -> WebResponse {
    let resource = visit.resource
    guard let question = handlers.questions[resource.method] else {
      throw Problem(501, "nothing serves this path", reason: .unsupported)
    }
    do {
      var values = visit.values
      // Where a claim was seen is in its row.
      if visit.type == .csv, resource.method == GatewayAPI.searchClaims.name,
        !values.contains(where: { $0.name == "sightings" })
      {
        values.append(("sightings", "true"))
      }
      let body = try await scope(resource.method, call).run { [values] in
        try Body(try await question.ask(values), resource, as: visit.type)
      }
      var response = WebResponse(status: 200, type: visit.type.field, body.bytes)
      if !body.cursor.isEmpty {
        response.headers[.link] = PageLink.next(visit.path, visit.query, cursor: body.cursor)
      }
      if visit.type != .json {
        let name = visit.path.last ?? "answer"
        response.headers[.contentDisposition] =
          "attachment; filename=\"\(name).\(visit.type.suffix)\""
      }
      if let status = body.status {
        response.headers[.complete] = status.complete ? "true" : "false"
        response.headers[.revision] = "\(status.revision)"
        // What is missing now may be there when it is asked for again.
        if status.complete, resource.isOfRevision {
          response.tag(status.revision, body.digest)
        }
      }
      return response
    } catch {
      throw Problem(LedgerError(error, doing: resource.method.method))
    }
  }

  private func take(_ upload: ReportUpload, _ call: Call) async throws(Problem) -> WebResponse {
    let method = GatewayAPI.submit.name
    guard let submit = handlers.submit else {
      throw Problem(501, "nothing takes reports in", reason: .unsupported)
    }
    let limit = bounds.bodyTime
    do {
      let (receipt, text) = try await scope(method, call).run {
        let answer = try await withTimeout(limit) {
          try await submit(Incoming(upload))
        } timedOut: {
          ReportUpload.tooLate(limit)
        }
        return (answer.receipt, try answer.json(indented: false) + "\n")
      }
      var response = WebResponse(status: 202, type: "application/json", text)
      response.headers[.location] = "/v1/reports?document=\(receipt.document)"
      return response
    } catch {
      let failure = LedgerError(error, doing: method.method)
      guard failure == ReportUpload.tooLate(limit) else { throw Problem(failure) }
      throw Problem(408, failure.message, reason: failure.reason, hint: failure.hint)
    }
  }

  private func write(
    _ response: WebResponse, _ method: HTTPRequest.Method, _ writer: consuming ResponseWriter
  ) async throws {
    var head = HTTPResponse(
      status: HTTPResponse.Status(code: response.status), headerFields: response.headers)
    head.headerFields[.date] = HTTPDate.now
    if response.closes { head.headerFields[.connection] = "close" }
    if response.status != 304 { head.headerFields[.contentLength] = "\(response.body.count)" }
    if method == .head || response.status == 304 {
      try await writer.writeResponse(head)
    } else {
      try await writer.write(
        response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
    }
  }

  /// Says that nothing more comes, and reads on for a moment: a connection that is closed on what was not read yet may
  /// take the answer with it.
  static func leave(_ channel: any Channel) {
    channel.close(mode: .output, promise: nil)
    channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
  }
}

extension Request {
  fileprivate var hasBody: Bool {
    headers[.transferEncoding] != nil || (headers[.contentLength] ?? "0") != "0"
  }
}
