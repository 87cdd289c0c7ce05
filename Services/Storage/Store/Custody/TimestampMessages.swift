package import Ledger
import SwiftASN1

/// A question to an authority on time: that something with this digest was there when it answered (RFC 3161).
package struct TimestampRequest: Hashable, Sendable {
  package var digest: Digest
  /// What the answer must repeat, so that it is no old one.
  package var nonce: UInt64

  /// A question that was never asked before.
  package init(digest: Digest) {
    self.digest = digest
    nonce = .random(in: 1 ... .max)
  }

  /// As it is sent, with the wish for the authority's certificate.
  package func der() throws(LedgerError) -> [UInt8] {
    var out = DER.Serializer()
    do {
      try out.appendConstructedNode(identifier: .sequence) { request in
        try request.serialize(1)
        try request.appendConstructedNode(identifier: .sequence) { imprint in
          try imprint.appendConstructedNode(identifier: .sequence) { algorithm in
            try algorithm.serialize(OID.sha256)
            try algorithm.serialize(ASN1Null())
          }
          try imprint.serialize(ASN1OctetString(contentBytes: digest.bytes[...]))
        }
        try request.serialize(nonce)
        try request.serialize(true)
      }
    } catch {
      throw LedgerError(.internalFailure, subject: "timestamp", "\(error)")
    }
    return out.serializedBytes
  }
}

/// An authority's answer. What it says is read here; whether the authority signed it is for OpenSSL to check, or
/// whatever else the reader trusts, with the authority's certificate.
package struct TimestampResponse: Hashable, Sendable {
  /// As it came.
  package let der: [UInt8]
  package let digest: Digest
  package let nonce: UInt64?
  /// When the authority saw the digest.
  package let moment: Moment

  /// Bytes that an answer has at most. They have about 6,000.
  package static let largest = 64 << 10

  /// Throws `malformed` for what is no answer, or no stamp over a SHA-256; `unsupported` for a refusal.
  package init(der: [UInt8]) throws(LedgerError) {
    guard der.count <= Self.largest else {
      throw LedgerError(.malformed, subject: "timestamp", "more than \(Self.largest) bytes")
    }
    do {
      let parts = try DER.parse(der).children
      guard let status = try parts.first?.children.first.map({ try Int(derEncoded: $0) }) else {
        throw Self.malformed("a status")
      }
      // Granted, or granted with changes to what was not asked for.
      guard status == 0 || status == 1 else {
        throw LedgerError(
          .unsupported, subject: "timestamp", "the authority refused it, with status \(status)",
          hint: "check storage.timestamp-url, and what the authority asks of its callers")
      }
      guard parts.count == 2 else { throw Self.malformed("a token") }
      let stamp = try Stamp(token: parts[1])
      (digest, nonce, moment) = (stamp.digest, stamp.nonce, stamp.moment)
    } catch let error as LedgerError {
      throw error
    } catch {
      throw Self.malformed("what RFC 3161 asks for (\(error))")
    }
    self.der = der
  }

  fileprivate static func malformed(_ missing: String) -> LedgerError {
    LedgerError(
      .malformed, subject: "timestamp", "it has not \(missing)",
      hint: "the authority answers with something else than an RFC 3161 response")
  }
}

/// What a token states: its TSTInfo.
private struct Stamp {
  let digest: Digest
  let nonce: UInt64?
  let moment: Moment

  /// - Parameter token: a CMS message with signed data.
  init(token: ASN1Node) throws {
    let message = try token.children
    guard message.count == 2, try ASN1ObjectIdentifier(derEncoded: message[0]) == OID.signedData,
      let signed = try message[1].children.first?.children, signed.count >= 3
    else { throw TimestampResponse.malformed("signed data") }
    let content = try signed[2].children
    guard content.count == 2, try ASN1ObjectIdentifier(derEncoded: content[0]) == OID.stamp,
      let packed = try content[1].children.first
    else { throw TimestampResponse.malformed("a stamp") }
    let stamp = try DER.parse(Array(ASN1OctetString(derEncoded: packed).bytes)).children
    guard stamp.count >= 5 else { throw TimestampResponse.malformed("all of its stamp") }
    let imprint = try stamp[2].children
    guard imprint.count == 2,
      let algorithm = try imprint[0].children.first,
      try ASN1ObjectIdentifier(derEncoded: algorithm) == OID.sha256,
      let digest = Digest(bytes: Array(try ASN1OctetString(derEncoded: imprint[1]).bytes))
    else { throw TimestampResponse.malformed("a SHA-256") }
    guard let moment = try GeneralizedTime(derEncoded: stamp[4]).moment else {
      throw TimestampResponse.malformed("a time")
    }
    // Behind it only what may be missing: of these, the nonce alone is a whole number.
    let nonce = stamp.dropFirst(5).first { $0.identifier == .integer }
    self.digest = digest
    self.moment = moment
    self.nonce = try nonce.map { try UInt64(derEncoded: $0) }
  }
}

private enum OID {
  static let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
  static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 2]
  static let stamp: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 1, 4]
}

extension ASN1Node {
  /// What it is made of.
  fileprivate var children: [ASN1Node] {
    get throws {
      guard case .constructed(let nodes) = content else {
        throw ASN1Error.unexpectedFieldType(identifier)
      }
      return Array(nodes)
    }
  }
}

extension GeneralizedTime {
  fileprivate var moment: Moment? {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let whole = Moment(
      "\(year)-\(two(month))-\(two(day))T\(two(hours)):\(two(minutes)):\(two(min(59, seconds)))Z")
    guard (0..<1).contains(fractionalSeconds) else { return nil }
    let rest = Int64((fractionalSeconds * 1_000_000).rounded(.down))
    return whole.map { Moment(microseconds: $0.microseconds + rest) }
  }
}
