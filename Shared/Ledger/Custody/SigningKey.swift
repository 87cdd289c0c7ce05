import Crypto

/// The key that a ledger signs its checkpoints with: Ed25519, in the files that OpenSSL writes and reads.
package struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key, from the system's own source of randomness.
  package init() { key = Curve25519.Signing.PrivateKey() }

  /// PKCS#8, as `openssl genpkey -algorithm ed25519` writes it.
  private static let pem = KeyFile(
    label: "PRIVATE KEY",
    prefix: [0x30, 0x2E, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20])

  /// Throws `malformed` for anything but an Ed25519 key in PKCS#8 and PEM.
  package init(pem text: String) throws(LedgerError) {
    guard let bytes = Self.pem.read(text),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else {
      throw LedgerError(
        .malformed, "no Ed25519 key in PEM",
        hint: "openssl genpkey -algorithm ed25519 writes such a file")
    }
    self.key = key
  }

  package var pem: String { Self.pem.write(Array(key.rawRepresentation)) }

  package var verifyingKey: VerifyingKey { VerifyingKey(key.publicKey) }

  package func signature(of text: String) throws(LedgerError) -> [UInt8] {
    do {
      return Array(try key.signature(for: Array(text.utf8)))
    } catch {
      throw LedgerError(.internalFailure, subject: "signing key", "\(error)")
    }
  }
}

/// What tells whether a signing key signed something. It may be known to everybody.
package struct VerifyingKey: Hashable, Sendable {
  package let bytes: [UInt8]

  fileprivate init(_ key: Curve25519.Signing.PublicKey) { bytes = Array(key.rawRepresentation) }

  /// SubjectPublicKeyInfo, as `openssl pkey -pubout` writes it.
  private static let pem = KeyFile(
    label: "PUBLIC KEY", prefix: [0x30, 0x2A, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 3, 0x21, 0])

  /// Nil for anything but 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// From hexadecimal digits or PEM. Throws `malformed` for anything else.
  package init(_ text: String) throws(LedgerError) {
    let found = Hex.decode(String(text.filter { !$0.isWhitespace })) ?? Self.pem.read(text)
    guard let found, let key = Self(bytes: found) else {
      throw LedgerError(
        .malformed, "no Ed25519 public key",
        hint: "give its 64 hexadecimal digits, or PEM as openssl pkey -pubout writes it")
    }
    self = key
  }

  package var hex: String { Hex.encode(bytes) }

  package var pem: String { Self.pem.write(bytes) }

  package func verifies(_ signature: [UInt8], of text: String) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: Array(text.utf8))
  }
}

/// 32 bytes of a key between the lines of PEM, behind what DER writes before them.
private struct KeyFile {
  let label: String
  let prefix: [UInt8]

  func write(_ key: [UInt8]) -> String {
    "-----BEGIN \(label)-----\n\(Base64.encode(prefix + key))\n-----END \(label)-----\n"
  }

  func read(_ text: String) -> [UInt8]? {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.filter { !$0.isWhitespace } }
    let mark = label.filter { $0 != " " }
    guard let first = lines.firstIndex(of: "-----BEGIN\(mark)-----"),
      let last = lines.firstIndex(of: "-----END\(mark)-----"), first < last,
      let bytes = Base64.decode(lines[(first + 1)..<last].joined()),
      bytes.count == prefix.count + 32, bytes.starts(with: prefix)
    else { return nil }
    return Array(bytes.dropFirst(prefix.count))
  }
}
