import CReckonerProto
import Ledger

/// Reading from C structs that protobuf-C has just unpacked. All of it is checked here: protobuf-C itself neither
/// checks UTF-8 nor tells of a NUL inside a string nor knows which enum values there are.
enum Read {
  static func text(_ field: UnsafeMutablePointer<CChar>?, _ name: String) throws(LedgerError)
    -> String
  {
    let size = reckoner_arena_string_size(field)
    guard let field, size > 0 else { return "" }
    let units = UnsafeRawBufferPointer(start: field, count: size)
    guard !units.contains(0) else {
      throw LedgerError(.malformed, subject: name, "a NUL character in a string")
    }
    guard let text = String(validating: units, as: UTF8.self) else {
      throw LedgerError(.malformed, subject: name, "not valid UTF-8")
    }
    return text
  }

  static func texts(
    _ count: Int, _ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ name: String
  ) throws(LedgerError) -> [String] {
    var texts: [String] = []
    texts.reserveCapacity(count)
    for index in 0..<count { texts.append(try text(list?[index], name)) }
    return texts
  }

  static func bytes(_ field: ProtobufCBinaryData) -> [UInt8] {
    Array(UnsafeBufferPointer(start: field.data, count: field.len))
  }

  static func message<M: Message>(_ field: UnsafeMutablePointer<M.Wire>?, _ name: String)
    throws(LedgerError) -> M?
  {
    guard let field else { return nil }
    do throws(LedgerError) {
      return try M(reading: field.pointee)
    } catch {
      throw error.within(name)
    }
  }

  static func required<M: Message>(_ field: UnsafeMutablePointer<M.Wire>?, _ name: String)
    throws(LedgerError) -> M
  {
    guard let message: M = try message(field, name) else {
      throw LedgerError(.malformed, subject: name, "missing")
    }
    return message
  }

  static func messages<M: Message>(
    _ count: Int, _ list: UnsafeMutablePointer<UnsafeMutablePointer<M.Wire>?>?, _ name: String
  ) throws(LedgerError) -> [M] {
    var messages: [M] = []
    messages.reserveCapacity(count)
    for index in 0..<count { messages.append(try required(list?[index], "\(name)[\(index)]")) }
    return messages
  }

  /// An enum of the domain whose numbers are the schema's. 0 is "unspecified" everywhere, and means nil.
  static func optional<E: RawRepresentable<Int32>>(_ raw: UInt32, _ name: String)
    throws(LedgerError) -> E?
  {
    guard raw != 0 else { return nil }
    guard let value = E(rawValue: Int32(bitPattern: raw)) else {
      throw LedgerError(.malformed, subject: name, "unknown enum value \(Int32(bitPattern: raw))")
    }
    return value
  }

  static func value<E: RawRepresentable<Int32>>(_ raw: UInt32, _ name: String) throws(LedgerError)
    -> E
  {
    guard let value: E = try optional(raw, name) else {
      throw LedgerError(.malformed, subject: name, "missing")
    }
    return value
  }

  /// An id of an open vocabulary; empty means nil.
  static func identifier<ID: VocabularyID>(_ field: UnsafeMutablePointer<CChar>?, _ name: String)
    throws(LedgerError) -> ID?
  {
    let text = try text(field, name)
    guard !text.isEmpty else { return nil }
    let id = ID(text)
    guard id.isWellFormed else {
      throw LedgerError(
        .malformed, subject: name, "not an id: \(text.prefix(80).debugDescription)",
        hint: "ids are 1 to 80 characters of a-z, 0-9 and -")
    }
    return id
  }

  static func identifiers<ID: VocabularyID>(
    _ count: Int, _ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ name: String
  ) throws(LedgerError) -> [ID] {
    var ids: [ID] = []
    for index in 0..<count {
      guard let id: ID = try identifier(list?[index], name) else {
        throw LedgerError(.malformed, subject: name, "empty")
      }
      ids.append(id)
    }
    return ids
  }

  static func document(_ field: UnsafeMutablePointer<CChar>?, _ name: String) throws(LedgerError)
    -> DocumentID
  {
    let text = try text(field, name)
    guard let id = DocumentID(text) else { throw notADigest(text, name) }
    return id
  }

  static func claimID(_ field: UnsafeMutablePointer<CChar>?, _ name: String) throws(LedgerError)
    -> ClaimID
  {
    let text = try text(field, name)
    guard let id = ClaimID(text) else { throw notADigest(text, name) }
    return id
  }

  private static func notADigest(_ text: String, _ name: String) -> LedgerError {
    LedgerError(
      .malformed, subject: name,
      "not a SHA-256 in hexadecimal: \(text.prefix(80).debugDescription)")
  }

  static func digest(_ field: ProtobufCBinaryData, _ name: String) throws(LedgerError) -> Digest? {
    guard field.len > 0 else { return nil }
    guard let digest = Digest(bytes: bytes(field)) else {
      throw LedgerError(.malformed, subject: name, "\(field.len) bytes where a SHA-256 has 32")
    }
    return digest
  }

  /// A date as the schema writes it; empty means nil.
  static func date(_ field: UnsafeMutablePointer<CChar>?, _ name: String) throws(LedgerError)
    -> CivilDate?
  {
    let text = try text(field, name)
    guard !text.isEmpty else { return nil }
    guard let date = CivilDate(text) else {
      throw LedgerError(
        .malformed, subject: name, "not a date: \(text.prefix(40).debugDescription)",
        hint: "dates are YYYY, YYYY-MM or YYYY-MM-DD, from the year 1000 on")
    }
    return date
  }

  static func count(_ number: Int32, _ name: String) throws(LedgerError) -> Int {
    guard number >= 0 else { throw LedgerError(.malformed, subject: name, "negative: \(number)") }
    return Int(number)
  }

  static func number(_ value: Double, _ name: String) throws(LedgerError) -> Double {
    guard value.isFinite else { throw LedgerError(.malformed, subject: name, "not a number: \(value)") }
    return value
  }
}
