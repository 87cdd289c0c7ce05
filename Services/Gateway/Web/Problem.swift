import HTTPTypes
import Ledger
import Messages
import RPC

/// Why a request has no answer, as RFC 9457 has it.
struct Problem: Error {
  let status: Int
  let detail: String
  var reason: LedgerError.Reason
  var subject = ""
  var hint = ""
  var headers: HTTPFields = [:]
  /// What the caller still sends is of no use: the connection ends with the answer.
  var closes = false

  /// What HTTP itself has a status for.
  init(
    _ status: Int, _ detail: String, reason: LedgerError.Reason = .malformed, hint: String = "",
    headers: HTTPFields = [:], closes: Bool = false
  ) {
    self.status = status
    self.detail = detail
    self.reason = reason
    self.hint = hint
    self.headers = headers
    self.closes = closes
  }

  /// What the gateway answered.
  /// - Parameter status: where HTTP tells apart what our reasons do not.
  init(_ error: LedgerError, status: Int? = nil) {
    self.status = status ?? error.reason.httpStatus
    detail = error.message
    reason = error.reason
    subject = error.subject
    hint = error.hint
    if error.retryAfterMilliseconds > 0 {
      headers[.retryAfter] = String((error.retryAfterMilliseconds + 999) / 1000)
    } else if reason == .overloaded || reason == .unavailable {
      headers[.retryAfter] = "1"
    }
  }

  static let contentType = "application/problem+json"

  /// - Parameter request: the id that leads through the logs.
  func body(request: String) -> String {
    var fields: [(String, String)] = [
      // The reason below tells problems apart; there are no pages about them to lead to.
      ("type", "about:blank".quotedJSON),
      ("title", HTTPStatus.phrase(status).quotedJSON),
      ("status", "\(status)"), ("detail", detail.quotedJSON),
      ("reason", reason.schemaName.quotedJSON),
    ]
    if !subject.isEmpty { fields.append(("subject", subject.quotedJSON)) }
    if !hint.isEmpty { fields.append(("hint", hint.quotedJSON)) }
    fields.append(("requestId", request.quotedJSON))
    return "{" + fields.map { "\($0.0.quotedJSON):\($0.1)" }.joined(separator: ",") + "}\n"
  }
}
