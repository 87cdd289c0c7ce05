import Ledger

/// A value bound to a parameter of a statement. Input reaches SQL in no other way.
enum SQLValue {
  case null
  case integer(Int64)
  case text(String)
  /// Text as bytes that were found to be UTF-8 before.
  case utf8([UInt8])
  case blob([UInt8])

  static func text(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
  static func integer(_ value: Int?) -> SQLValue { value.map { .integer(Int64($0)) } ?? .null }
  static func revision(_ value: Revision) -> SQLValue { .integer(value.number) }
  static func digest(_ value: Digest) -> SQLValue { .blob(value.bytes) }
}
