import CReckonerProto
package import Ledger

/// A message as protobuf-C has it, for as long as it is looked at: for what is written out by descriptors, without a Swift
/// value in between. Nobody but this target sees into it.
package struct PlacedMessage {
  let place: UnsafeRawPointer
  let descriptor: UnsafePointer<ProtobufCMessageDescriptor>

  init(_ place: UnsafeRawPointer, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
    (self.place, self.descriptor) = (place, descriptor)
  }

  /// Canonical protobuf JSON, in UTF-8.
  package func json(indented: Bool) -> [UInt8] {
    var writer = JSONWriter(indented: indented)
    writer.write(place, descriptor)
    return writer.bytes
  }

  /// What it says of itself, where it is an answer that does. Throws `malformed` where that holds what the domain forbids.
  package func status() throws(LedgerError) -> AnswerStatus? {
    guard let (field, place) = field("status"), field.type == PROTOBUF_C_TYPE_MESSAGE,
      field.label != PROTOBUF_C_LABEL_REPEATED,
      JSONWriter.messageDescriptor(field) == AnswerStatus.descriptor,
      let status = place.load(as: UnsafePointer<AnswerStatus.Wire>?.self)
    else { return nil }
    return try AnswerStatus(reading: status.pointee)
  }

  /// The text of a field; empty where there is none.
  /// - Parameter path: names as JSON has them, with dots.
  package func text(_ path: String) -> String {
    var message = self
    for name in path.split(separator: ".") {
      guard let (field, place) = message.field(name), field.label != PROTOBUF_C_LABEL_REPEATED
      else { return "" }
      if field.type == PROTOBUF_C_TYPE_STRING {
        return place.load(as: UnsafePointer<CChar>?.self).map { String(cString: $0) } ?? ""
      }
      guard field.type == PROTOBUF_C_TYPE_MESSAGE,
        let inner = place.load(as: UnsafeRawPointer?.self)
      else { return "" }
      message = PlacedMessage(inner, JSONWriter.messageDescriptor(field))
    }
    return ""
  }

  private func field(_ name: some StringProtocol) -> (ProtobufCFieldDescriptor, UnsafeRawPointer)? {
    guard let index = descriptor.index(of: name) else { return nil }
    let field = descriptor.pointee.fields[index]
    return (field, place + Int(field.offset))
  }
}

extension UnsafePointer<ProtobufCMessageDescriptor> {
  /// The place of a field among the others, by its name as JSON has it.
  func index(of name: some StringProtocol) -> Int? {
    (0..<Int(pointee.n_fields)).first { index in
      JSONWriter.lowerCamelCase(String(cString: pointee.fields[index].name)) == name
    }
  }
}
