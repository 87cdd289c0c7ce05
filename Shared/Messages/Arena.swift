package import CReckonerProto
package import Ledger

/// Owns every C allocation of one message, and frees them all at once when it goes.
package struct Arena: ~Copyable {
  private let arena: OpaquePointer

  init() {
    guard let created = reckoner_arena_create() else { fatalError("out of memory") }
    arena = created
  }

  deinit { reckoner_arena_destroy(arena) }

  /// Zeroed memory for some values.
  private func allocate<T>(_ count: Int, of type: T.Type) -> UnsafeMutablePointer<T> {
    guard let memory = reckoner_arena_allocate(arena, count * MemoryLayout<T>.stride) else {
      fatalError("out of memory")
    }
    return memory.bindMemory(to: type, capacity: count)
  }

  /// Zeroed memory for what is only known at run time.
  func allocate(bytes: Int) -> UnsafeMutableRawPointer {
    guard let memory = reckoner_arena_allocate(arena, bytes) else { fatalError("out of memory") }
    return memory
  }

  func unpack(
    _ bytes: UnsafeRawBufferPointer, as descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) -> UnsafeMutablePointer<ProtobufCMessage>? {
    reckoner_arena_unpack(
      arena, descriptor, bytes.count, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
  }

  /// A message as its C struct; nil for nil.
  package func place<M: Message>(_ message: M?) throws(LedgerError) -> UnsafeMutablePointer<M.Wire>?
  {
    guard let message else { return nil }
    let place = allocate(1, of: M.Wire.self)
    M.prepare(place)
    try message.write(to: &place.pointee, in: self)
    return place
  }

  /// An empty C struct of a message that has no Swift value of its own.
  func build<Wire>(_ prepare: (UnsafeMutablePointer<Wire>?) -> Void) -> UnsafeMutablePointer<Wire> {
    let place = allocate(1, of: Wire.self)
    prepare(place)
    return place
  }

  /// Messages as protobuf-C wants a repeated field: a count and a list of pointers.
  package func place<M: Message>(_ messages: [M]) throws(LedgerError) -> (
    Int, UnsafeMutablePointer<UnsafeMutablePointer<M.Wire>?>?
  ) {
    guard !messages.isEmpty else { return (0, nil) }
    let list = allocate(messages.count, of: UnsafeMutablePointer<M.Wire>?.self)
    for (index, message) in messages.enumerated() { list[index] = try place(message) }
    return (messages.count, list)
  }

  /// Text, refused where it holds a NUL: protobuf-C would cut it there without a word.
  package func place(_ text: String, _ field: String) throws(LedgerError) -> UnsafeMutablePointer<
    CChar
  >? {
    guard !text.isEmpty else { return nil }
    var text = text
    var holdsNUL = false
    let place = text.withUTF8 { units in
      holdsNUL = units.contains(0)
      let place = allocate(units.count + 1, of: CChar.self)
      if let start = units.baseAddress {
        UnsafeMutableRawPointer(place).copyMemory(from: start, byteCount: units.count)
      }
      return place
    }
    guard !holdsNUL else {
      throw LedgerError(.malformed, subject: field, "a NUL character in a string")
    }
    return place
  }

  /// Text that stands in a list or is the member of a oneof that was chosen: there an empty string is a string all the
  /// same, and a null pointer would say that there is none.
  package func placeEvenEmpty(_ text: String, _ field: String) throws(LedgerError)
    -> UnsafeMutablePointer<CChar>?
  {
    text.isEmpty ? allocate(1, of: CChar.self) : try place(text, field)
  }

  package func place(_ texts: [String], _ field: String) throws(LedgerError) -> (
    Int, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  ) {
    guard !texts.isEmpty else { return (0, nil) }
    let list = allocate(texts.count, of: UnsafeMutablePointer<CChar>?.self)
    for (index, text) in texts.enumerated() {
      list[index] = try placeEvenEmpty(text, field)
    }
    return (texts.count, list)
  }

  package func place(_ bytes: [UInt8]) -> ProtobufCBinaryData {
    guard !bytes.isEmpty else { return ProtobufCBinaryData() }
    let place = allocate(bytes.count, of: UInt8.self)
    place.update(from: bytes, count: bytes.count)
    return ProtobufCBinaryData(len: bytes.count, data: place)
  }

  /// Values of an enum as protobuf-C wants a repeated field of them.
  func place<Number>(_ numbers: [Number]) -> (Int, UnsafeMutablePointer<Number>?) {
    guard !numbers.isEmpty else { return (0, nil) }
    let place = allocate(numbers.count, of: Number.self)
    place.update(from: numbers, count: numbers.count)
    return (numbers.count, place)
  }

  package func place(_ list: [[UInt8]]) -> (Int, UnsafeMutablePointer<ProtobufCBinaryData>?) {
    guard !list.isEmpty else { return (0, nil) }
    let places = allocate(list.count, of: ProtobufCBinaryData.self)
    for (index, bytes) in list.enumerated() { places[index] = place(bytes) }
    return (list.count, places)
  }
}
