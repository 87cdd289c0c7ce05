import CReckonerProto
import Ledger

/// Reading ids: of open vocabularies, of documents, of claims.
extension Read {
  /// An id of an open vocabulary; empty means nil.
  static func identifier<ID: VocabularyID>(_ field: UnsafeMutablePointer<CChar>?, _ name: String)
    throws(LedgerError) -> ID?
  {
    let text = try text(field, name)
    guard !text.isEmpty else { return nil }
    let id = ID(text)
    guard id.isWellFormed else {
      throw LedgerError(
        .malformed, subject: name, "not an id: \(shown(text))",
        hint: "ids are 1 to 80 characters of a-z, 0-9 and -")
    }
    return id
  }

  static func identifiers<ID: VocabularyID>(
    _ count: Int, _ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ name: String
  ) throws(LedgerError) -> [ID] {
    var ids: [ID] = []
    for index in 0..<count { ids.append(try requiredIdentifier(list?[index], name)) }
    return ids
  }

  static func document(_ field: UnsafeMutablePointer<CChar>?, _ name: String) throws(LedgerError)
    -> DocumentID
  {
    DocumentID(try hexDigest(field, name))
  }

  static func claimID(_ field: UnsafeMutablePointer<CChar>?, _ name: String) throws(LedgerError)
    -> ClaimID
  {
    ClaimID(try hexDigest(field, name))
  }

  private static func hexDigest(_ field: UnsafeMutablePointer<CChar>?, _ name: String)
    throws(LedgerError) -> Digest
  {
    guard let units = units(field), let digest = Digest(hex: units) else {
      throw notADigest(try text(field, name), name)
    }
    return digest
  }

  static func optionalClaimID(_ field: UnsafeMutablePointer<CChar>?, _ name: String)
    throws(LedgerError) -> ClaimID?
  {
    units(field) == nil ? nil : try claimID(field, name)
  }

  static func findingIDs(
    _ count: Int, _ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ name: String
  ) throws(LedgerError) -> [FindingID] {
    var ids: [FindingID] = []
    for index in 0..<count {
      let text = try text(list?[index], name)
      guard let id = FindingID(text) else { throw notADigest(text, name) }
      ids.append(id)
    }
    return ids
  }

  private static func notADigest(_ text: String, _ name: String) -> LedgerError {
    LedgerError(
      .malformed, subject: name, "not a SHA-256 in hexadecimal: \(shown(text))")
  }

  static func requiredIdentifier<ID: VocabularyID>(
    _ field: UnsafeMutablePointer<CChar>?, _ name: String
  ) throws(LedgerError) -> ID {
    guard let id: ID = try identifier(field, name) else {
      throw LedgerError(.malformed, subject: name, "missing")
    }
    return id
  }

  static func optionalDocument(_ field: UnsafeMutablePointer<CChar>?, _ name: String)
    throws(LedgerError) -> DocumentID?
  {
    units(field) == nil ? nil : try document(field, name)
  }

  static func claimIDs(
    _ count: Int, _ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ name: String
  ) throws(LedgerError) -> [ClaimID] {
    var ids: [ClaimID] = []
    ids.reserveCapacity(count)
    for index in 0..<count { ids.append(try claimID(list?[index], "\(name)[\(index)]")) }
    return ids
  }

  static func digests(
    _ count: Int, _ list: UnsafeMutablePointer<ProtobufCBinaryData>?, _ name: String
  ) throws(LedgerError) -> [Digest] {
    var digests: [Digest] = []
    for index in 0..<count {
      guard let list, let digest = try digest(list[index], name) else {
        throw LedgerError(.malformed, subject: name, "missing")
      }
      digests.append(digest)
    }
    return digests
  }
}
