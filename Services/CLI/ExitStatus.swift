import Ledger

/// Reason to exit status, after sysexits: the one table.
enum ExitStatus {
  /// An answer was printed with a part missing.
  static let partial: Int32 = 3

  /// What was looked for, and whoever asked wanted to be told by the status.
  static let found: Int32 = 1

  static func of(_ reason: LedgerError.Reason) -> Int32 {
    switch reason {
    case .malformed, .revisionUnknown: 65
    case .notFound, .withdrawn: 66
    case .unavailable, .unsupported: 69
    case .internalFailure: 70
    case .tooLarge, .diskFull: 73
    case .damaged: 74
    case .writeConflict, .overloaded, .deadline: 75
    case .schemaTooNew, .misconfigured: 78
    case .cancelled: 130
    }
  }
}
