import CReckonerProto
import Ledger

/// Reading from C structs that protobuf-C has just unpacked. All of it is checked here: protobuf-C itself neither
/// checks UTF-8 nor tells of a NUL inside a string nor knows which enum values there are.
enum Read {
  static func text(_ field: UnsafeMutablePointer<CChar>?, _ name: String) throws(LedgerError)
    -> String
  {
    guard let field, let units = units(field) else { return "" }
    guard !units.contains(0) else {
      throw LedgerError(.malformed, subject: name, "a NUL character in a string")
    }
    // What ends at its first NUL is all of it, as was just seen; the general way to check takes many times as long.
    guard let text = String(validatingCString: field) else {
      throw LedgerError(.malformed, subject: name, "not valid UTF-8")
    }
    return text
  }

  /// The bytes of a text where they lie, unchecked; nil for none.
  static func units(_ field: UnsafeMutablePointer<CChar>?) -> UnsafeRawBufferPointer? {
    let size = reckoner_arena_string_size(field)
    guard let field, size > 0 else { return nil }
    return UnsafeRawBufferPointer(start: field, count: size)
  }

  /// The beginning of a text that is refused. In code points: what counts as one character may be megabytes long.
  static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(80))).debugDescription
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
    // Which one it was is put into words only where one is refused.
    for index in 0..<count {
      guard let field = list?[index] else {
        throw LedgerError(.malformed, subject: "\(name)[\(index)]", "missing")
      }
      do throws(LedgerError) {
        messages.append(try M(reading: field.pointee))
      } catch {
        throw error.within("\(name)[\(index)]")
      }
    }
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

  static func digest(_ field: ProtobufCBinaryData, _ name: String) throws(LedgerError) -> Digest? {
    guard field.len > 0 else { return nil }
    let bytes = UnsafeRawBufferPointer(start: field.data, count: field.len)
    guard let digest = Digest(bytes: bytes) else {
      throw LedgerError(.malformed, subject: name, "\(field.len) bytes where a SHA-256 has 32")
    }
    return digest
  }

  /// A date as the schema writes it; empty means nil.
  static func date(_ field: UnsafeMutablePointer<CChar>?, _ name: String) throws(LedgerError)
    -> CivilDate?
  {
    guard let units = units(field) else { return nil }
    guard let date = CivilDate(units) else {
      let text = try text(field, name)
      throw LedgerError(
        .malformed, subject: name, "not a date: \(shown(text))",
        hint: "dates are YYYY, YYYY-MM or YYYY-MM-DD, from the year 1000 on")
    }
    return date
  }

  static func count(_ number: Int32, _ name: String) throws(LedgerError) -> Int {
    guard number >= 0 else { throw LedgerError(.malformed, subject: name, "negative: \(number)") }
    return Int(number)
  }

  static func number(_ value: Double, _ name: String) throws(LedgerError) -> Double {
    guard value.isFinite else {
      throw LedgerError(.malformed, subject: name, "not a number: \(value)")
    }
    return value
  }

  static func optionalText(_ field: UnsafeMutablePointer<CChar>?, _ name: String)
    throws(LedgerError) -> String?
  {
    let text = try text(field, name)
    return text.isEmpty ? nil : text
  }

  static func size(_ number: Int64, _ name: String) throws(LedgerError) -> Int {
    guard number >= 0 else { throw LedgerError(.malformed, subject: name, "negative: \(number)") }
    return Int(number)
  }

  static func amount(_ number: Int64, _ name: String) throws(LedgerError) -> Int64 {
    guard number >= 0 else { throw LedgerError(.malformed, subject: name, "negative: \(number)") }
    return number
  }

  static func revision(_ number: Int64, _ name: String) throws(LedgerError) -> Revision {
    guard number >= 0 else { throw LedgerError(.malformed, subject: name, "negative: \(number)") }
    return Revision(number)
  }
}
