import CReckonerProto
package import Ledger

extension Packed {
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> { M.descriptor }

  /// An answer that hands on what another one holds: the fields that both messages have, by name and kind, go over as they
  /// lie.
  /// - Parameter rest: what the other one does not say; it leaves out what is handed on.
  /// - Throws: `malformed` where the other one is no message, or `rest` cannot travel.
  package init<Inner>(handingOn inner: Packed<Inner>, with rest: M) throws(LedgerError) {
    let rest = try rest.packed()
    let fields = Self.common(Inner.descriptor, M.descriptor)
    var out = FieldWriter(capacity: rest.count + inner.bytes.count)
    rest.withUnsafeBytes { out.append($0) }
    try inner.forEachField { field, bytes in
      guard let to = fields.first(where: { $0.from == field.number })?.to else { return }
      out.add(to, type: field.type, UnsafeRawBufferPointer(rebasing: bytes[field.value]))
    }
    self.init(bytes: out.bytes)
  }

  /// The message with the items of others' lists behind those of its own.
  /// - Throws: `malformed` where one of the others is no message, `internalFailure` where the fields are no lists of the same
  ///   kind of messages.
  package func adding<Inner>(_ list: String, of others: [Packed<Inner>], to field: String)
    throws(LedgerError) -> Packed
  {
    let (from, to) = (try Packed<Inner>.list(list), try Self.list(field))
    guard from.item == to.item else { throw Self.noList(field) }
    var out = FieldWriter(
      capacity: others.reduce(bytes.count) { $0 + $1.bytes.count + $1.bytes.count / 64 })
    bytes.withUnsafeBytes { out.append($0) }
    for other in others {
      try other.forEachField { next, bytes in
        guard next.number == from.number, next.hasLength else { return }
        out.add(to.number, packed: UnsafeRawBufferPointer(rebasing: bytes[next.contents]))
      }
    }
    return Packed(bytes: out.bytes)
  }

  /// How many items a list of messages has.
  /// - Throws: `malformed` where it is no message, `internalFailure` where that field is no such list.
  package func count(of field: String) throws(LedgerError) -> Int {
    let number = try Self.list(field).number
    var count = 0
    try forEachField { next, _ in if next.number == number, next.hasLength { count += 1 } }
    return count
  }

  /// The number of a list of messages, and what they are.
  private static func list(_ field: String) throws(LedgerError) -> (
    number: UInt64, item: UnsafePointer<ProtobufCMessageDescriptor>
  ) {
    guard let found = protobuf_c_message_descriptor_get_field_by_name(descriptor, field)?.pointee,
      found.type == PROTOBUF_C_TYPE_MESSAGE, found.label == PROTOBUF_C_LABEL_REPEATED
    else { throw noList(field) }
    return (UInt64(found.id), JSONWriter.messageDescriptor(found))
  }

  private static func noList(_ field: String) -> LedgerError {
    LedgerError(.internalFailure, subject: "\(messageName).\(field)", "no such list of messages")
  }

  func forEachField(
    _ body: (WireFields.Field, UnsafeRawBufferPointer) -> Void
  ) throws(LedgerError) {
    var failure: LedgerError?
    bytes.withUnsafeBytes { bytes in
      do throws(LedgerError) {
        var left = WireFields(bytes)
        while let field = try left.next() { body(field, bytes) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure.within(M.messageName) }
  }

  /// Numbers of the fields of the same name and kind.
  private static func common(
    _ one: UnsafePointer<ProtobufCMessageDescriptor>,
    _ other: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> [(from: UInt64, to: UInt64)] {
    (0..<Int(one.pointee.n_fields)).compactMap { index in
      let from = one.pointee.fields[index]
      guard let to = protobuf_c_message_descriptor_get_field_by_name(other, from.name)?.pointee,
        to.type == from.type, to.label == from.label, to.descriptor == from.descriptor
      else { return nil }
      return (UInt64(from.id), UInt64(to.id))
    }
  }

  /// The revision that it shows, where it says that in a field of its own. Throws `malformed` where it is no message or
  /// does not say it.
  package func revision() throws(LedgerError) -> Revision {
    let field = protobuf_c_message_descriptor_get_field_by_name(Self.descriptor, "revision")
    guard let field, field.pointee.type == PROTOBUF_C_TYPE_INT64 else {
      throw LedgerError(.malformed, subject: Self.messageName, "it has no revision")
    }
    var number: UInt64 = 0
    try forEachField { next, _ in
      if next.number == UInt64(field.pointee.id) { number = next.varint }
    }
    return try Read.revision(Int64(bitPattern: number), "revision")
  }
}
