import CZlib

/// zlib alone.
enum Inflate {
  static func expanded(_ packed: UnsafeRawBufferPointer, to size: Int) -> [UInt8]? {
    var isWhole = false
    let source = packed.assumingMemoryBound(to: UInt8.self)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var found = uLongf(size)
      isWhole =
        uncompress(buffer.baseAddress, &found, source.baseAddress, uLong(packed.count)) == Z_OK
      count = isWhole ? Int(found) : 0
    }
    return isWhole ? bytes : nil
  }

  static func expanded(_ packed: [UInt8], to size: Int) -> [UInt8]? {
    packed.withUnsafeBytes { expanded($0, to: size) }
  }
}
