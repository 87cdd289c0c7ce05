package import Ledger
import Synchronization

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

/// An answer in canonical protobuf JSON on one line, which ends it.
package struct WrittenAnswer: Sendable {
  /// UTF-8.
  package let line: [UInt8]
  /// Nil where the answer does not say what it rests on.
  package let status: AnswerStatus?
  /// The cursor of the next page; empty: there is none.
  package let cursor: String
  /// Of the line, where it was worked out.
  package private(set) var digest: Digest?

  init(json: [UInt8], status: AnswerStatus?, cursor: String) {
    var line = json
    line.append(UInt8(ascii: "\n"))
    (self.line, self.status, self.cursor) = (line, status, cursor)
  }

  init(_ placed: PlacedMessage, cursor: String) throws(LedgerError) {
    self.init(
      json: placed.json(indented: false), status: try placed.status(),
      cursor: placed.text(cursor))
  }

  /// The same with its digest.
  var digested: WrittenAnswer {
    var answer = self
    answer.digest = line.withUnsafeBytes { Digest(of: $0) }
    return answer
  }
}

/// Keeps what was written of an answer that is asked for again.
final class WrittenMemo: Sendable {
  private let written = Mutex<WrittenAnswer?>(nil)

  var size: Int { written.withLock { $0?.line.count ?? 0 } }

  func answer(_ write: () throws(LedgerError) -> WrittenAnswer) throws(LedgerError) -> WrittenAnswer
  {
    if let known = written.withLock({ $0 }) { return known }
    let answer = try write().digested
    written.withLock { $0 = answer }
    return answer
  }
}

extension WireValue {
  package func written(cursor: String) throws(LedgerError) -> WrittenAnswer {
    try placed { (placed) throws(LedgerError) in try WrittenAnswer(placed, cursor: cursor) }
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
  /// What was written of it; nil for what is sent once.
  var memo: WrittenMemo?

  package static func == (one: Packed, other: Packed) -> Bool { one.bytes == other.bytes }
  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

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

  /// The same message, of which is kept what is written of it, for as long as the message is: for one that is sent again.
  package var remembering: Packed {
    var same = self
    same.memo = WrittenMemo()
    return same
  }

  /// Bytes that it takes, with what is kept of it.
  package var size: Int { bytes.count + (memo?.size ?? 0) }

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
