import HTTPTypes
import Ledger
import Messages
import RPC
import Runtime

extension WebResponder {
  /// What the door says of itself.
  func own(_ visit: Visit, _ call: Call) async throws(Problem) -> WebResponse {
    guard visit.query.isEmpty else {
      throw Problem(400, "there are no parameters here")
    }
    switch visit.resource.kind {
    case .openAPI:
      var response = WebResponse(status: 200, type: visit.type.field, description)
      response.tag(.empty)
      return response
    case .metrics:
      let gauges = try await gauges(call)
      return WebResponse(
        status: 200, type: visit.type.field,
        WebGauge.text(gauges) + PrometheusRegistry.shared.text)
    case .readiness:
      // Without storage hardly anything can be answered; without the others, most can.
      let status = try await status(call)
      if let error = status.parts.first(where: { $0.name == "storage" })?.error {
        throw Problem(503, error.message, reason: error.reason, hint: error.hint)
      }
      return WebResponse(status: 200, type: visit.type.field, #"{"ready":true}"# + "\n")
    default: return WebResponse(status: 200, type: visit.type.field, #"{"alive":true}"# + "\n")
    }
  }

  private func gauges(_ call: Call) async throws(Problem) -> [WebGauge] {
    guard let gauges = handlers.gauges else { return [] }
    do {
      return try await scope(GatewayAPI.getStatus.name, call, isAdmitted: false).run {
        try await gauges()
      }
    } catch {
      throw Problem(LedgerError(error, doing: "metrics"))
    }
  }

  private func status(_ call: Call) async throws(Problem) -> AnswerStatus {
    do {
      let method = GatewayAPI.getStatus.name
      let answer = try await scope(method, call, isAdmitted: false).run { [handlers] in
        try await handlers.questions[method]?.ask([])
      }
      guard let answer = answer as? GetStatusResponse else {
        throw LedgerError(.unsupported, subject: method.method, "not offered")
      }
      return answer.status
    } catch {
      throw Problem(LedgerError(error, doing: "readiness"))
    }
  }
}
