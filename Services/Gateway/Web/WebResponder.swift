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
  /// Decides which questions are taken on. What the door says of itself, and whoever listens, it does not ask.
  let admission: Admission?
  /// What is offered, as OpenAPI has it.
  let description: String
  private let lifecycle = ServerLifecycle()

  init(
    handlers: WebHandlers, hosts: HostRule, bounds: WebBounds, admission: Admission?,
    logger: Logger
  ) {
    self.handlers = handlers
    self.hosts = hosts
    self.bounds = bounds
    self.logger = logger
    self.admission = admission
    listeners = Listeners(bounds.listeners)
    description = OpenAPI.document(handlers)
  }

  func respond(
    _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    let name = Call(named: request.headers[.requestID], within: nil, default: nil).requestID
    let caller = channel.remoteAddress.map(Caller.init) ?? .unknown
    let call = { (timeout: Duration?) in self.call(request, name, timeout, from: caller) }
    var response: WebResponse
    do throws(Problem) {
      let visit = try Visit(request, hosts: hosts, bounds: bounds)
      switch visit.resource.kind {
      case .upload, .passage:
        let reading = try reading(visit, request)
        if request.headers[.expect]?.lowercased() == "100-continue" {
          do { try await writer.writeInformationalHead(HTTPResponse(status: .continue)) } catch {
            return
          }
        }
        response = try await take(reading, visit, call(bounds.bodyTime + .seconds(10)))
      case .question:
        response = try await ask(visit, call(CallScope.defaultTimeout))
      case .home, .claim, .style:
        response = await page(visit, call(CallScope.defaultTimeout))
      case .openAPI, .health, .readiness, .metrics:
        response = try await own(visit, call(CallScope.defaultTimeout))
      case .events:
        // Nothing is to be said where the listener has gone.
        guard let refusal = try? await listen(visit, request, call(nil), channel) else { return }
        response = refusal
      }
    } catch {
      response = WebResponse(error, request: name)
    }
    if request.hasBody, !response.hasReadBody { response.closes = true }
    if request.headers[.connection]?.lowercased() == "close" { response.closes = true }

    response.headers[.requestID] = name
    response.confirm(request.headers[.ifNoneMatch])
    response.compress(request.headers[.acceptEncoding])
    response.secure()
    try await write(response, request.method, writer)
    if response.closes { Self.leave(channel) }
  }

  /// - Parameter timeout: where its caller names none; nil: as long as it takes.
  private func call(
    _ request: Request, _ name: String, _ timeout: Duration?, from caller: Caller
  ) -> Call {
    Call(
      named: name, within: request.headers[.grpcTimeout], default: timeout,
      seen: request.headers[.seenRevision],
      trace: TraceContext(
        parent: request.headers[.traceParent], state: request.headers[.traceState]),
      caller: caller)
  }

  /// - Parameter isAdmitted: false: it takes no turn, and is served whatever else is asked.
  func scope(_ resource: MethodName, _ call: Call, isAdmitted: Bool = true) -> CallScope {
    CallScope(
      method: resource, call: call, logger: logger, lifecycle: lifecycle, door: "http",
      admission: isAdmitted ? admission : nil)
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
      // A table of figures has no place for their claims.
      if visit.type != .json, resource.method == GatewayAPI.compare.name,
        !values.contains(where: { $0.name == "figuresOnly" })
      {
        values.append(("figuresOnly", "true"))
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

  private func reading(_ visit: Visit, _ request: Request) throws(Problem)
    -> WebHandlers.Answering
  {
    guard let reading = handlers.readings[visit.resource.method] else {
      throw Problem(501, "nothing reads what is sent here", reason: .unsupported)
    }
    return try reading.begin(request, visit, bounds)
  }

  /// The answer to what is sent as a body: a receipt, or what was read in it.
  private func take(
    _ reading: @escaping WebHandlers.Answering, _ visit: Visit, _ call: Call
  ) async throws(Problem) -> WebResponse {
    let method = visit.resource.method
    let limit = bounds.bodyTime
    do {
      let (answer, body) = try await scope(method, call).run {
        let answer = try await withTimeout(limit) {
          try await reading()
        } timedOut: {
          LedgerError.bodyTooLate(limit)
        }
        return (answer, try Body(answer, visit.resource, as: visit.type))
      }
      var response = WebResponse(
        status: visit.resource.kind == .upload ? 202 : 200, type: visit.type.field, body.bytes)
      response.hasReadBody = true
      if let taken = answer as? SubmitResponse {
        response.headers[.location] = "/v1/reports?document=\(taken.receipt.document)"
      }
      if let status = body.status {
        response.headers[.complete] = status.complete ? "true" : "false"
        response.headers[.revision] = "\(status.revision)"
      }
      return response
    } catch {
      let failure = LedgerError(error, doing: method.method)
      let status: Int? =
        switch failure.reason {
        case .deadline where failure == .bodyTooLate(limit): 408
        case .unsupported: 415
        default: nil
        }
      throw Problem(failure, status: status)
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
