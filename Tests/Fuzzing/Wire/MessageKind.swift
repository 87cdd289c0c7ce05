import CReckonerProto
import Foundation
import Ledger
package import Messages

/// One message type, with what must hold for any bytes that are read as it.
package struct MessageKind: Sendable {
  package let name: String
  /// Checks all properties; throws a `Violation` where one does not hold.
  let check: @Sendable ([UInt8]) throws(Violation) -> Outcome
  let grow: @Sendable (inout Grower) -> [WireField]

  package init<M: Message & Equatable>(_ type: M.Type) {
    name = M.messageName
    check = { bytes throws(Violation) in try Self.check(type, bytes) }
    grow = { grower in Self.descriptor(of: type).map { grower.message($0) } ?? [] }
  }

  static func descriptor<M: Message>(of type: M.Type) -> Grower.Descriptor? {
    withUnsafeTemporaryAllocation(of: M.Wire.self, capacity: 1) { space in
      M.prepare(space.baseAddress)
      return UnsafeRawBufferPointer(space).load(as: ProtobufCMessage.self).descriptor
    }
  }

  /// Reads, writes, reads again; then writes as JSON, which another reader must understand.
  private static func check<M: Message & Equatable>(
    _ type: M.Type, _ bytes: [UInt8]
  ) throws(Violation) -> Outcome {
    let value: M
    do {
      value = try M(unpacking: bytes)
    } catch {
      if type == Entry.self { OutlineCheck.refused(bytes) }
      return try refusal(error)
    }
    let packed = try Violation.none("a value that was read can be packed") {
      () throws(LedgerError) in
      try value.packed()
    }
    let again = try Violation.none("what was packed can be read") { () throws(LedgerError) in
      try M(unpacking: packed)
    }
    try Violation.unless(again == value, "what was packed reads back as the same value")
    let repacked = try Violation.none("packed a second time") { () throws(LedgerError) in
      try again.packed()
    }
    try Violation.unless(repacked == packed, "the same value packs to the same bytes")
    if let entry = value as? Entry { try OutlineCheck.accepted(entry, bytes, packed) }
    for indented in [false, true] {
      let json = try Violation.none("a value that was read can be written as JSON") {
        () throws(LedgerError) in try value.json(indented: indented)
      }
      try checkJSON(json, isTimestamp: type == Moment.self)
    }
    for bytes in [bytes, packed] { try checkTranscript(type, bytes) }
    return .accepted
  }

  /// What is written of the bytes where they lie is what is written of the unpacked message.
  private static func checkTranscript<M: Message>(_ type: M.Type, _ bytes: [UInt8])
    throws(Violation)
  {
    let message = bytes.withUnsafeBytes { Packed<M>(unpacking: $0) }
    let (written, json) = try Violation.none("bytes that were read can be written as JSON") {
      () throws(LedgerError) in
      (try message.written(cursor: "nextCursor"), try message.json(indented: false))
    }
    try Violation.unless(
      String(decoding: written.line.dropLast(), as: UTF8.self) == json,
      "JSON of packed bytes is that of their message", String(json.prefix(400)))
  }

  private static func checkJSON(_ json: String, isTimestamp: Bool) throws(Violation) {
    let parsed = try? JSONSerialization.jsonObject(
      with: Data(json.utf8), options: .fragmentsAllowed)
    try Violation.unless(
      isTimestamp ? parsed is String : parsed is [String: Any], "JSON that another reader takes",
      String(json.prefix(400)))
    if isTimestamp, let text = parsed as? String {
      try Violation.unless(Moment(text) != nil, "a timestamp is RFC 3339", text)
    }
  }

  private static func refusal(_ error: LedgerError) throws(Violation) -> Outcome {
    try Violation.unless(
      [.malformed, .schemaTooNew, .unsupported].contains(error.reason),
      "a refusal blames the bytes", "\(error.reason): \(error)")
    try Violation.unless(
      error.description.utf8.count <= 2000, "a refusal is short",
      "\(error.description.utf8.count) bytes about \(error.subject.prefix(200))")
    return .refused(place(error))
  }

  /// The field and the kind of mistake, without what was found there: so that refusals can be counted by place.
  private static func place(_ error: LedgerError) -> String {
    let subject = error.subject.split(separator: "[").map { part in
      part.split(separator: "]", maxSplits: 1).last.map(String.init) ?? ""
    }
    let words = error.message.split(separator: ":").first ?? ""
    return subject.joined(separator: "[]") + ": " + words.filter { !$0.isNumber }
  }
}
