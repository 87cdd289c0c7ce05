/// Builds a digest of fields so that no two different lists of fields share one: each is written with its length.
///
/// Hashed at the end in one go: many short updates cost more than the hash. For the same reason the fields are written
/// into memory that is there already.
package struct FieldDigest: ~Copyable {
  private var bytes: UnsafeMutableRawPointer
  private var room = 1536
  /// Bytes that were written.
  private var count = 0

  package init(domain: String) {
    bytes = .allocate(byteCount: room, alignment: 8)
    add(domain)
  }

  deinit { bytes.deallocate() }

  package mutating func add(_ text: String) {
    let isWhole: Void? = text.utf8.withContiguousStorageIfAvailable {
      add(bytes: UnsafeRawBufferPointer($0))
    }
    if isWhole == nil { add(bytes: Array(text.utf8)) }
  }
  package mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) } else { begin(size: 0) }
  }
  package mutating func add(_ flag: Bool) {
    begin(size: 1)
    bytes.storeBytes(of: flag ? 1 : 0, toByteOffset: count, as: UInt8.self)
    count += 1
  }
  package mutating func add(_ number: Int) {
    add(word: UInt64(bitPattern: Int64(number)))
  }
  package mutating func add(_ number: Int32) { add(Int(number)) }
  /// Minus zero is zero: protobuf-C leaves both out, so that the sign would not come back.
  package mutating func add(_ number: Double) {
    add(word: number == 0 ? 0 : number.bitPattern)
  }
  package mutating func add(_ digest: Digest) {
    begin(size: 32)
    append(digest.a)
    append(digest.b)
    append(digest.c)
    append(digest.d)
  }

  /// As its description.
  package mutating func add(_ date: CivilDate?) {
    add(date != nil)
    guard let date else { return begin(size: 0) }
    begin(size: date.day != nil ? 10 : date.month != nil ? 7 : 4)
    append(digits: date.year / 100)
    append(digits: date.year)
    if let month = date.month { append(part: month) }
    if let day = date.day { append(part: day) }
  }

  private mutating func append(part: Int) {
    bytes.storeBytes(of: UInt8(ascii: "-"), toByteOffset: count, as: UInt8.self)
    count += 1
    append(digits: part)
  }

  package mutating func add(bytes field: some Collection<UInt8>) {
    Array(field).withUnsafeBytes { add(bytes: $0) }
  }

  /// The same of bytes where they lie.
  package mutating func add(bytes field: UnsafeRawBufferPointer) {
    begin(size: field.count)
    guard let start = field.baseAddress else { return }
    (bytes + count).copyMemory(from: start, byteCount: field.count)
    count += field.count
  }

  private mutating func add(word: UInt64) {
    begin(size: 8)
    append(word)
  }

  /// What stands before each field: how many bytes it has. They have room then.
  private mutating func begin(size: Int) {
    if count + 8 + size > room { grow(by: 8 + size) }
    append(UInt64(size))
  }

  /// Eight bytes, the most significant first.
  private mutating func append(_ word: UInt64) {
    bytes.storeBytes(of: word.bigEndian, toByteOffset: count, as: UInt64.self)
    count += 8
  }

  /// The last two decimal digits of a number.
  private mutating func append(digits number: Int) {
    let last = UInt8(truncatingIfNeeded: number % 100)
    bytes.storeBytes(of: UInt8(ascii: "0") + last / 10, toByteOffset: count, as: UInt8.self)
    bytes.storeBytes(of: UInt8(ascii: "0") + last % 10, toByteOffset: count + 1, as: UInt8.self)
    count += 2
  }

  private mutating func grow(by size: Int) {
    room = max(2 * room, count + size)
    let grown = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 8)
    grown.copyMemory(from: bytes, byteCount: count)
    bytes.deallocate()
    bytes = grown
  }

  /// Of the fields that were added.
  package func finish() -> Digest { Digest(of: UnsafeRawBufferPointer(start: bytes, count: count)) }
}
