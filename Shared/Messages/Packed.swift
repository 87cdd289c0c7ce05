package import Ledger

/// What can be sent and received as one message: a Swift value, or one that is left packed.
package protocol WireValue: Sendable {
  /// What it says, as a value.
  associatedtype Content: Message
  /// The message's full name in the schema, such as `reckoner.v1.Claim`.
  static var messageName: String { get }
  /// Throws `malformed` where the bytes are not such a message or hold what it forbids.
  init(unpacking bytes: UnsafeRawBufferPointer) throws(LedgerError)
  /// Packs the value and hands its size and a function that writes it: the caller chooses where the bytes go.
  func pack<Result>(
    _ body: (_ size: Int, _ write: (UnsafeMutableRawPointer) -> Void) throws -> Result
  ) throws -> Result
  /// What it says. Throws `malformed` where it is no such message or holds what that forbids.
  func message() throws(LedgerError) -> Content
  /// Hands on the message as protobuf-C has it, for as long as `body` runs. Throws `malformed` where it is no such message
  /// or cannot travel.
  func placed<Result>(
    _ body: (PlacedMessage) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result
  /// As JSON, with what whoever sends it has to know of it.
  /// - Parameter cursor: where it names the next page, as JSON has it, with dots.
  func written(cursor: String) throws(LedgerError) -> WrittenAnswer
}

/// An answer in canonical protobuf JSON on one line.
package struct WrittenAnswer: Sendable {
  /// UTF-8.
  package let json: [UInt8]
  /// Nil where the answer does not say what it rests on.
  package let status: AnswerStatus?
  /// The cursor of the next page; empty: there is none.
  package let cursor: String
}

extension WireValue {
  package func written(cursor: String) throws(LedgerError) -> WrittenAnswer {
    try placed { (placed) throws(LedgerError) in
      WrittenAnswer(
        json: placed.json(indented: false), status: try placed.status(),
        cursor: placed.text(cursor))
    }
  }

  /// In canonical protobuf JSON, derived from protobuf-C's own descriptors.
  package func json(indented: Bool = true) throws(LedgerError) -> String {
    String(decoding: try placed { $0.json(indented: indented) }, as: UTF8.self)
  }
}

/// A message as the bytes that it travels as, for those who hand it on without reading it. Nothing in it was checked
/// but by whoever made it: who wants to know what it says unpacks it, and finds out there.
package struct Packed<M: Message>: WireValue, Hashable {
  package let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Throws `malformed` where a value cannot travel.
  package init(_ message: M) throws(LedgerError) { bytes = try message.packed() }

  /// A list and what goes with it, as a message whose first field is the list.
  /// - Parameter rest: the message without the list.
  init<Item>(items: [Packed<Item>], rest: M) throws(LedgerError) {
    let rest = try rest.packed()
    var out = FieldWriter(
      capacity: items.reduce(rest.count) { $0 + FieldWriter.size(of: 1, contents: $1.bytes.count) })
    for item in items { out.add(1, packed: item.bytes) }
    rest.withUnsafeBytes { out.append($0) }
    bytes = out.bytes
  }

  package func message() throws(LedgerError) -> M { try M(unpacking: bytes) }

  package func placed<Result>(
    _ body: (PlacedMessage) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    let arena = Arena()
    // The pointers in the message point into the arena.
    defer { withExtendedLifetime(arena) {} }
    guard let wire = bytes.withUnsafeBytes({ arena.unpack($0, as: M.descriptor) }) else {
      throw .noMessage(M.self, bytes: bytes.count)
    }
    return try body(PlacedMessage(UnsafeRawPointer(wire), M.descriptor))
  }

  package static var messageName: String { M.messageName }

  package init(unpacking bytes: UnsafeRawBufferPointer) { self.bytes = Array(bytes) }

  package func pack<Result>(
    _ body: (_ size: Int, _ write: (UnsafeMutableRawPointer) -> Void) throws -> Result
  ) throws -> Result {
    try body(bytes.count) { target in
      bytes.withUnsafeBytes {
        if let start = $0.baseAddress { target.copyMemory(from: start, byteCount: $0.count) }
      }
    }
  }
}
