import CZlib

/// Compression of what is stored, as zlib does it (RFC 1950).
enum Deflate {
  /// The bytes compressed; nil where that makes them no smaller.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    let limit = bytes.count - 1
    guard limit > 0 else { return nil }
    var isSmaller = false
    let packed = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var size = uLongf(limit)
      // The fastest level: on reports it saves nearly what the best one does, at four times its speed.
      let code = compress2(
        buffer.baseAddress, &size, bytes, uLong(bytes.count), Z_BEST_SPEED)
      isSmaller = code == Z_OK
      count = isSmaller ? Int(size) : 0
    }
    return isSmaller ? packed : nil
  }

  /// The bytes that were compressed; nil where these are broken, or yield another number of bytes. Takes no more memory
  /// than that number, whatever they yield.
  static func expanded(_ packed: [UInt8], to size: Int) -> [UInt8]? {
    guard size > 0, size / largestRatio <= packed.count else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var (found, read) = (uLongf(size), uLong(packed.count))
      let code = uncompress2(buffer.baseAddress, &found, packed, &read)
      isWhole = code == Z_OK && Int(found) == size && Int(read) == packed.count
      count = isWhole ? size : 0
    }
    return isWhole ? bytes : nil
  }

  /// No stream yields more bytes for each of its own: 258 for two bits, and a little.
  private static let largestRatio = 1040
}
