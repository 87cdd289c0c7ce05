import CReckonerProto
package import Ledger

/// Single things that a packed message says, read where they lie.
extension Packed {
  /// What a field says that is true or false; false where there is none.
  /// - Throws: `malformed` where it is no message.
  package func flag(_ name: String) throws(LedgerError) -> Bool {
    guard let index = Self.descriptor.index(of: name) else { return false }
    let field = Self.descriptor.pointee.fields[index]
    guard field.type == PROTOBUF_C_TYPE_BOOL, field.label != PROTOBUF_C_LABEL_REPEATED else {
      return false
    }
    var flag = false
    try forEachField { next, _ in if next.number == UInt64(field.id) { flag = next.varint != 0 } }
    return flag
  }

  /// Lists of texts: one for each message that the way leads to, in their order.
  /// - Parameters:
  ///   - path: names as JSON has them, with dots; the last is that of the lists.
  ///   - limit: of each list so many at most, the first ones.
  /// - Throws: `malformed` where it is no message.
  package func texts(_ path: String, limit: Int = .max) throws(LedgerError) -> [[String]] {
    var way: [UInt64] = []
    var descriptor = Self.descriptor
    let names = path.split(separator: ".")
    for (place, name) in names.enumerated() {
      guard let index = descriptor.index(of: name) else { return [] }
      let field = descriptor.pointee.fields[index]
      way.append(UInt64(field.id))
      guard place < names.count - 1 else {
        guard field.type == PROTOBUF_C_TYPE_STRING, field.label == PROTOBUF_C_LABEL_REPEATED else {
          return []
        }
        break
      }
      guard field.type == PROTOBUF_C_TYPE_MESSAGE else { return [] }
      descriptor = JSONWriter.messageDescriptor(field)
    }
    guard !way.isEmpty else { return [] }
    var lists: Result<[[String]], LedgerError> = .success([])
    bytes.withUnsafeBytes { bytes in
      do throws(LedgerError) {
        var found: [[String]] = []
        try Self.follow(way[...], bytes, 0..<bytes.count, limit, &found)
        lists = .success(found)
      } catch {
        lists = .failure(error.within(M.messageName))
      }
    }
    return try lists.get()
  }

  private static func follow(
    _ way: ArraySlice<UInt64>, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ limit: Int,
    _ lists: inout [[String]]
  ) throws(LedgerError) {
    guard let number = way.first else { return }
    let isLast = way.count == 1
    var list: [String] = []
    var fields = WireFields(bytes, in: range)
    while let field = try fields.next() {
      guard field.number == number, field.hasLength else { continue }
      if !isLast {
        try follow(way.dropFirst(), bytes, field.contents, limit, &lists)
      } else if list.count < limit {
        list.append(String(decoding: bytes[field.contents], as: UTF8.self))
      }
    }
    if isLast { lists.append(list) }
  }
}
