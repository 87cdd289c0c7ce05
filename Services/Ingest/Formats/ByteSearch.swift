/// Some bytes that are looked for in others.
struct ByteSearch {
  private let wanted: [UInt8]

  init(_ wanted: StaticString) { self.wanted = wanted.withUTF8Buffer { Array($0) } }
  init(_ wanted: [UInt8]) { self.wanted = wanted }

  func isIn(_ bytes: [UInt8]) -> Bool { first(in: bytes, from: 0) != nil }

  /// Where they first begin at or behind a byte, and end before another one.
  func first(in bytes: [UInt8], from start: Int, to end: Int? = nil) -> Int? {
    guard let head = wanted.first else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      let bytes = bytes[..<min(end ?? bytes.count, bytes.count)]
      var at = start
      while at + wanted.count <= bytes.endIndex {
        guard let open = bytes[at...].firstIndex(of: head), open + wanted.count <= bytes.endIndex
        else {
          return nil
        }
        if bytes[open..<open + wanted.count].elementsEqual(wanted) { return open }
        at = open + 1
      }
      return nil
    }
  }
}
