import Foundation
package import Ledger

extension Moment {
  /// The present, to the microsecond. Engines are given moments; only services ask for them.
  package static var now: Moment {
    Moment(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
  }
}
