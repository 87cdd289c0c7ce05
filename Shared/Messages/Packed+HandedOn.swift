import CReckonerProto
package import Ledger

extension Packed {
  private static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> { M.descriptor }

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

  /// The message with further items behind those of a list.
  /// - Throws: `internalFailure` where that field is no list of such items.
  package func adding<Item>(_ items: [Packed<Item>], to field: String) throws(LedgerError)
    -> Packed
  {
    let number = try Self.number(of: field, Item.self)
    var out = FieldWriter(
      capacity: items.reduce(bytes.count) {
        $0 + FieldWriter.size(of: number, contents: $1.bytes.count)
      })
    bytes.withUnsafeBytes { out.append($0) }
    for item in items { out.add(number, packed: item.bytes) }
    return Packed(bytes: out.bytes)
  }

  /// The items of a list, as they lie.
  /// - Throws: `malformed` where it is no message, `internalFailure` where that field is no list of such items.
  package func items<Item: Message>(_ field: String, of type: Item.Type) throws(LedgerError)
    -> [Packed<Item>]
  {
    let number = try Self.number(of: field, Item.self)
    var items: [Packed<Item>] = []
    try forEachField { field, bytes in
      if field.number == number, field.hasLength {
        items.append(Packed<Item>(bytes: Array(bytes[field.contents])))
      }
    }
    return items
  }

  /// The number of a list of such items.
  private static func number<Item: Message>(of field: String, _: Item.Type) throws(LedgerError)
    -> UInt64
  {
    guard let found = protobuf_c_message_descriptor_get_field_by_name(descriptor, field)?.pointee,
      found.type == PROTOBUF_C_TYPE_MESSAGE, found.label == PROTOBUF_C_LABEL_REPEATED,
      JSONWriter.messageDescriptor(found) == Item.descriptor
    else {
      throw LedgerError(
        .internalFailure, subject: "\(messageName).\(field)", "no list of \(Item.messageName)")
    }
    return UInt64(found.id)
  }

  private func forEachField(
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

extension Packed {
  /// Written where it lies, without being unpacked, wherever that gives the same.
  package func written(cursor: String) throws(LedgerError) -> WrittenAnswer {
    guard !cursor.contains("."),
      let json = bytes.withUnsafeBytes({ JSONTranscript.of($0, as: Self.descriptor) })
    else {
      return try placed { (placed) throws(LedgerError) in
        WrittenAnswer(
          json: placed.json(indented: false), status: try placed.status(),
          cursor: placed.text(cursor))
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
