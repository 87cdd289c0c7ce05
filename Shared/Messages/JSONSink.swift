/// Where JSON is written of which is known about how long it gets: a place of fixed size, for whoever can begin again with a
/// larger one.
struct JSONSink {
  private let base: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0
  /// Something did not fit; what is there is of no use.
  private(set) var isFull = false

  init(_ base: UnsafeMutableBufferPointer<UInt8>) { self.base = base }

  mutating func add(_ byte: UInt8) {
    guard count < base.count else {
      isFull = true
      return
    }
    base[count] = byte
    count += 1
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count <= base.count - count else {
      isFull = true
      return
    }
    guard let from = bytes.baseAddress, let to = base.baseAddress else { return }
    UnsafeMutableRawPointer(to + count).copyMemory(from: from, byteCount: bytes.count)
    count += bytes.count
  }

  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  mutating func add(_ text: StaticString) {
    add(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A text that ends with a NUL and needs no escape, in quotes.
  mutating func add(quoted text: UnsafePointer<CChar>) {
    var count = 0
    while text[count] != 0 { count += 1 }
    add(quoted: UnsafeRawBufferPointer(start: text, count: count))
  }

  /// What needs no escape, in quotes.
  mutating func add(quoted text: UnsafeRawBufferPointer) {
    add(UInt8(ascii: "\""))
    add(text)
    add(UInt8(ascii: "\""))
  }

  private static let alphabet: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  /// RFC 4648, with padding.
  mutating func add(base64 data: UnsafeRawBufferPointer) {
    let alphabet = Self.alphabet.utf8Start
    var place = 0
    while place < data.count {
      let count = min(3, data.count - place)
      var word = UInt32(data[place]) << 16
      if count > 1 { word |= UInt32(data[place + 1]) << 8 }
      if count > 2 { word |= UInt32(data[place + 2]) }
      add(alphabet[Int(word >> 18)])
      add(alphabet[Int(word >> 12 & 63)])
      add(count > 1 ? alphabet[Int(word >> 6 & 63)] : UInt8(ascii: "="))
      add(count > 2 ? alphabet[Int(word & 63)] : UInt8(ascii: "="))
      place += 3
    }
  }

  /// In so many digits, with zeros before it.
  mutating func add(_ number: Int64, digits: Int) {
    var unit: Int64 = 1
    for _ in 1..<digits { unit *= 10 }
    while unit > 0 {
      add(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }

  /// In digits.
  mutating func add(_ number: Int64) {
    if number < 0 { add(UInt8(ascii: "-")) }
    var (first, rest) = (count, number.magnitude)
    repeat {
      add(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    guard !isFull else { return }
    var last = count - 1
    while first < last {
      base.swapAt(first, last)
      first += 1
      last -= 1
    }
  }
}
