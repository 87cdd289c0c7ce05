import CDeflate

/// Compression of answers, in gzip's format (RFC 1952).
package enum Gzip {
  /// Below this, the headers of a packet weigh more than what is saved.
  package static let smallest = 1024
  /// Above this, nobody waits for it: no answer is so large but by mistake.
  package static let largest = 32 << 20

  /// The bytes compressed; nil where there are too few or too many of them, or that makes them no smaller.
  package static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    guard (smallest...largest).contains(bytes.count) else { return nil }
    // The fastest level: on answers it saves nearly what the best one does, at several times its speed.
    guard let compressor = libdeflate_alloc_compressor(1) else { return nil }
    defer { libdeflate_free_compressor(compressor) }
    let limit = bytes.count - 1
    let packed = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      // Zero where it does not fit.
      count = libdeflate_gzip_compress(compressor, bytes, bytes.count, buffer.baseAddress, limit)
    }
    return packed.isEmpty ? nil : packed
  }
}
