import Ledger
import Wording

extension Words {
  /// Which state of the ledger an answer shows, and which program made it.
  static func basis(_ revision: Revision, version: String) -> String {
    Terminal.safe("revision \(revision), version \(version)")
  }
}
