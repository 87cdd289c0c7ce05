import Ledger

/// The fields of a packed message as whoever packs one writes them: in the order of their numbers, each at most once but
/// in lists, none that the schema does not know. They are asked for in that order and read where they lie.
///
/// All that is not so, and all that the schema or the domain forbids, makes the message one that is not plain. There is
/// nothing more to say about it here: who wants to know whether it is a message at all, and what is wrong with it,
/// unpacks it. What is plain is unpacked without an error, and says the same then.
struct PlainFields {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0
  private var isPlain = true

  /// - Parameter bytes: of the message; nil where it is not there: then no field is.
  init(_ bytes: UnsafeRawBufferPointer?) { self.bytes = bytes ?? .init(start: nil, count: 0) }

  private var end: Int { bytes.count }

  /// Nothing is left, and all of it was plain.
  var isDone: Bool { isPlain && place == end }

  /// Nothing is read any more.
  mutating func refuse() { (isPlain, place) = (false, end) }

  /// Whether the next field is the one with that key; then it is passed.
  @inline(__always) private mutating func passes(_ number: UInt8, _ type: UInt8) -> Bool {
    guard place < end, bytes[place] == number << 3 | type else { return false }
    place += 1
    return true
  }

  /// - Parameter limit: bytes that it may take: five for a length and for a number of 32 bits.
  @inline(__always) private mutating func varint(atMost limit: UInt64) -> UInt64 {
    guard place + 1 < end, bytes[place] >= 0x80 else { return shortVarint() }
    guard bytes[place + 1] < 0x80 else { return longVarint(limit) }
    place += 2
    return UInt64(bytes[place - 2] & 0x7F) | UInt64(bytes[place - 1]) << 7
  }

  /// Of one byte, which must be its last.
  @inline(__always) private mutating func shortVarint() -> UInt64 {
    guard place < end, bytes[place] < 0x80 else {
      refuse()
      return 0
    }
    place += 1
    return UInt64(bytes[place - 1])
  }

  private mutating func longVarint(_ limit: UInt64) -> UInt64 {
    var (value, shift) = (UInt64(0), UInt64(0))
    while place < end, shift < limit * 7 {
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    refuse()
    return 0
  }

  /// The contents of a message or a list's item; nil where it is not there.
  @inline(__always) mutating func contents(_ number: UInt8) -> UnsafeRawBufferPointer? {
    guard passes(number, 2) else { return nil }
    let size = varint(atMost: 5)
    guard isPlain, size <= UInt64(end - place) else {
      refuse()
      return nil
    }
    let start = place
    place += Int(size)
    return UnsafeRawBufferPointer(rebasing: bytes[start..<place])
  }

  /// Nothing where it is not there.
  mutating func text(_ number: UInt8) -> UnsafeRawBufferPointer {
    guard let text = contents(number) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    if !WireText.isPlain(text), text.contains(0) || !Self.isUTF8(text) { refuse() }
    return text
  }

  /// An id of an open vocabulary; nothing where it is not there.
  mutating func identifier(_ number: UInt8) -> UnsafeRawBufferPointer {
    guard let text = contents(number) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    if !text.isEmpty, !IdentifierText.isWellFormed(text) { refuse() }
    return text
  }

  /// A digest in hexadecimal, which must be there.
  mutating func hexDigest(_ number: UInt8) -> Digest {
    guard let text = contents(number), let digest = Digest(hex: text) else {
      refuse()
      return .zero
    }
    return digest
  }

  /// The 32 bytes of a digest; nil where it is not there.
  mutating func digest(_ number: UInt8) -> Digest? {
    guard let found = contents(number), !found.isEmpty else { return nil }
    let digest = Digest(bytes: found)
    if digest == nil { refuse() }
    return digest
  }

  mutating func date(_ number: UInt8) -> UnsafeRawBufferPointer {
    guard let text = contents(number), CivilDate(text) != nil else {
      refuse()
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return text
  }

  /// A number that is not negative; 0 where it is not there.
  /// - Parameter limit: the greatest that it may be.
  mutating func count(_ number: UInt8, upTo limit: Int64) -> Int {
    let value = integer(number)
    guard 0 <= value, value <= limit else {
      refuse()
      return 0
    }
    return Int(value)
  }

  /// 0 where it is not there.
  mutating func integer(_ number: UInt8) -> Int64 {
    passes(number, 0) ? Int64(bitPattern: varint(atMost: 10)) : 0
  }

  /// A number of some values of an enum, all of which are small; 0 where it is not there, which stands for none.
  mutating func value<E: RawRepresentable<Int32>>(_ number: UInt8, _: E.Type) -> Int32? {
    guard passes(number, 0) else { return nil }
    let raw = varint(atMost: 5)
    guard raw > 0 else { return nil }
    guard raw < 0x80, E(rawValue: Int32(raw)) != nil else {
      refuse()
      return nil
    }
    return Int32(raw)
  }

  /// The same of one that must be there.
  mutating func required<E: RawRepresentable<Int32>>(_ number: UInt8, _ type: E.Type) -> Int32 {
    guard let value = value(number, type) else {
      refuse()
      return 0
    }
    return value
  }

  mutating func flag(_ number: UInt8) -> Bool {
    guard passes(number, 0) else { return false }
    let raw = varint(atMost: 5)
    if raw > 1 { refuse() }
    return raw == 1
  }

  /// Nil where it is not there.
  mutating func real(_ number: UInt8) -> Double? {
    guard passes(number, 1) else { return nil }
    guard end - place >= 8 else {
      refuse()
      return nil
    }
    let bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    place += 8
    let value = Double(bitPattern: bits)
    if !value.isFinite { refuse() }
    return value
  }

  /// A list of messages or texts, unread: its fields as they lie, and how many there are.
  mutating func list(_ number: UInt8) -> (fields: PlainFields, count: Int) {
    let start = place
    var count = 0
    while contents(number) != nil { count += 1 }
    return (PlainFields(UnsafeRawBufferPointer(rebasing: bytes[start..<place])), count)
  }

  /// A message that must be there, read by the closure to its end.
  mutating func message<Result>(_ number: UInt8, _ read: (inout PlainFields) -> Result) -> Result {
    let contents = contents(number)
    if contents == nil { refuse() }
    var fields = PlainFields(contents)
    let result = read(&fields)
    if !fields.isDone { refuse() }
    return result
  }

  private static func isUTF8(_ text: UnsafeRawBufferPointer) -> Bool {
    (try? UTF8Span(validating: text.bindMemory(to: UInt8.self).span)) != nil
  }
}
