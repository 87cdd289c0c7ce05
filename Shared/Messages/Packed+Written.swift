import CReckonerProto
package import Ledger

extension Packed {
  /// Written where it lies, without being unpacked, wherever that gives the same.
  package func written(cursor: String) throws(LedgerError) -> WrittenAnswer {
    guard let memo else { return try writtenAnew(cursor) }
    // An answer has one cursor, at one place.
    return try memo.answer { () throws(LedgerError) in try writtenAnew(cursor) }
  }

  private func writtenAnew(_ cursor: String) throws(LedgerError) -> WrittenAnswer {
    guard !cursor.contains("."),
      let json = bytes.withUnsafeBytes({ JSONTranscript.of($0, as: Self.descriptor) })
    else {
      return try placed { (placed) throws(LedgerError) in try WrittenAnswer(placed, cursor: cursor)
      }
    }
    let status = try contents(of: "status", type: PROTOBUF_C_TYPE_MESSAGE, AnswerStatus.descriptor)
    let next = try contents(of: cursor, type: PROTOBUF_C_TYPE_STRING)
    return WrittenAnswer(
      json: json,
      status: try status.map { (bytes) throws(LedgerError) in try AnswerStatus(unpacking: bytes) },
      cursor: next.map { String(decoding: $0, as: UTF8.self) } ?? "")
  }

  /// What a field that is no list holds; nil where there is no such field in the schema or in the message.
  /// - Parameter name: as JSON has it.
  private func contents(
    of name: String, type: ProtobufCType,
    _ inner: UnsafePointer<ProtobufCMessageDescriptor>? = nil
  ) throws(LedgerError) -> [UInt8]? {
    guard let index = Self.descriptor.index(of: name) else { return nil }
    let field = Self.descriptor.pointee.fields[index]
    guard field.type == type, field.label != PROTOBUF_C_LABEL_REPEATED,
      inner == nil || JSONWriter.messageDescriptor(field) == inner
    else { return nil }
    var found: [UInt8]?
    try forEachField { next, bytes in
      if next.number == UInt64(field.id), next.hasLength { found = Array(bytes[next.contents]) }
    }
    return found
  }
}
