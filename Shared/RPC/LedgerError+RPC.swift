package import GRPCCore
package import Ledger
import Messages

/// Reason to status and back: the one table. The reason itself travels beside the status, in a trailer, so that
/// nothing is lost on the way.
extension LedgerError.Reason {
  package var status: RPCError.Code {
    switch self {
    case .malformed: .invalidArgument
    case .notFound: .notFound
    case .revisionUnknown: .outOfRange
    case .schemaTooNew, .misconfigured, .withdrawn: .failedPrecondition
    case .writeConflict: .aborted
    case .unavailable: .unavailable
    case .tooLarge, .diskFull, .overloaded: .resourceExhausted
    case .damaged: .dataLoss
    case .unsupported: .unimplemented
    case .cancelled: .cancelled
    case .deadline: .deadlineExceeded
    case .internalFailure: .internalError
    }
  }

  /// The same for HTTP (RFC 9110 and, for a full disk, RFC 4918).
  package var httpStatus: Int {
    switch self {
    case .malformed: 400
    case .notFound, .revisionUnknown: 404
    case .writeConflict: 409
    case .withdrawn: 410
    case .tooLarge: 413
    case .overloaded: 429
    case .schemaTooNew, .misconfigured, .damaged, .internalFailure: 500
    case .unsupported: 501
    case .unavailable, .cancelled: 503
    case .deadline: 504
    case .diskFull: 507
    }
  }

  /// For a status that came without our trailer: from the transport, a proxy, another server.
  init(status: RPCError.Code) {
    self =
      switch status {
      case .invalidArgument: .malformed
      case .notFound: .notFound
      case .outOfRange: .revisionUnknown
      case .failedPrecondition: .misconfigured
      case .aborted: .writeConflict
      case .unavailable: .unavailable
      case .resourceExhausted: .tooLarge
      case .dataLoss: .damaged
      case .unimplemented: .unsupported
      case .cancelled: .cancelled
      case .deadlineExceeded: .deadline
      default: .internalFailure
      }
  }
}

extension LedgerError: RPCErrorConvertible {
  static let detailKey = "reckoner-error-bin"

  package var rpcErrorCode: RPCError.Code { reason.status }
  package var rpcErrorMessage: String { description }
  package var rpcErrorMetadata: Metadata {
    var metadata = Metadata()
    if let detail = try? packed() { metadata.addBinary(detail, forKey: Self.detailKey) }
    return metadata
  }

  /// Whatever was thrown, as the one error that crosses borders. `doing` says what was tried.
  package init(_ error: any Error, doing: String) {
    switch error {
    case let error as LedgerError: self = error
    case is CancellationError: self.init(.cancelled, subject: doing, "cancelled")
    case let error as RPCError: self.init(error, doing: doing)
    default: self.init(.internalFailure, subject: doing, "\(error)")
    }
  }

  private init(_ error: RPCError, doing: String) {
    for detail in error.metadata[binaryValues: Self.detailKey] {
      if let known = try? LedgerError(unpacking: detail) {
        self = known
        return
      }
    }
    if let cause = error.cause as? LedgerError {
      self = cause
      return
    }
    let cause = error.cause.map { " (\($0))" } ?? ""
    self.init(LedgerError.Reason(status: error.code), subject: doing, error.message + cause)
  }
}
