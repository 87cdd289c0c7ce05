import Ledger

/// How long a step is tried again, and after which failures.
enum Perseverance {
  /// For reports that were accepted: until storage says that it has them, or that it never will.
  case forAccepted
  /// For what somebody waits for and can ask for again: while a service comes back.
  case forAsked

  var limit: Duration {
    switch self {
    case .forAccepted: .seconds(Int64.max)
    case .forAsked: .seconds(30)
    }
  }

  /// Whether the same step may succeed later. What storage will never take must not be tried for ever; a conflict
  /// wants another reading, not the same one once more.
  func mayPass(_ reason: LedgerError.Reason) -> Bool {
    switch reason {
    case .unavailable, .deadline, .overloaded: true
    case .cancelled, .diskFull, .internalFailure, .damaged: self == .forAccepted
    case .writeConflict, .malformed, .notFound, .revisionUnknown, .schemaTooNew, .tooLarge,
      .unsupported, .misconfigured, .withdrawn:
      false
    }
  }
}
