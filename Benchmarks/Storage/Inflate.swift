import CDeflate

/// libdeflate alone.
enum Inflate {
  static func expanded(_ packed: UnsafeRawBufferPointer, to size: Int) -> [UInt8]? {
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      isWhole =
        libdeflate_zlib_decompress(
          decompressor, packed.baseAddress, packed.count, buffer.baseAddress, size, nil)
        == LIBDEFLATE_SUCCESS
      count = isWhole ? size : 0
    }
    return isWhole ? bytes : nil
  }

  static func expanded(_ packed: [UInt8], to size: Int) -> [UInt8]? {
    packed.withUnsafeBytes { expanded($0, to: size) }
  }

  /// One is enough: nothing here runs beside anything else.
  nonisolated(unsafe) private static let decompressor = libdeflate_alloc_decompressor()
}
