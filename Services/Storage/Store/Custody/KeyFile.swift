import Foundation
import Ledger

/// The ledger's signing key, in a file of its own beside the ledger or wherever it was put: whoever has both can sign
/// another history.
struct KeyFile: Sendable {
  let path: String

  /// Reads the key. Where there is no file and none was ever used, makes a new one.
  /// Throws `misconfigured` where it cannot be had: the ledger then records and answers, and does not sign.
  func key(isFirst: Bool) throws(LedgerError) -> SigningKey {
    guard DirectoryLock.exists(path) else {
      guard isFirst else {
        throw LedgerError(
          .misconfigured, subject: path,
          "the ledger has signed checkpoints, and the key that it signed them with is gone",
          hint: "put the key back; if it is lost, make another one with openssl genpkey "
            + "-algorithm ed25519 -out \(path), and publish that it is another")
      }
      let key = SigningKey()
      try DirectoryLock.writePrivate(Array(key.pem.utf8), to: path)
      return key
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LedgerError(
        .misconfigured, subject: path, "the signing key cannot be read",
        hint: "let this process read it, and nobody else")
    }
    do throws(LedgerError) {
      return try SigningKey(pem: String(decoding: data, as: UTF8.self))
    } catch {
      throw LedgerError(.misconfigured, subject: path, error.message, hint: error.hint)
    }
  }
}
