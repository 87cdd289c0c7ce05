import CDeflate
import Synchronization

/// Compression of what is stored, in zlib's format (RFC 1950), which any program can read.
enum Deflate {
  /// The bytes compressed; nil where that makes them no smaller.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    let limit = bytes.count - 1
    guard limit > 0 else { return nil }
    let packed = Tools.compressors.with { compressor in
      [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
        // Zero where it does not fit.
        count = libdeflate_zlib_compress(
          compressor, bytes, bytes.count, buffer.baseAddress, limit)
      }
    }
    return packed.isEmpty ? nil : packed
  }

  /// The bytes that were compressed; nil where these are broken, or yield another number of bytes. Takes no more memory
  /// than that number, whatever they yield.
  static func expanded(_ packed: UnsafeRawBufferPointer, to size: Int) -> [UInt8]? {
    guard size > 0, size / largestRatio <= packed.count else { return nil }
    let bytes = Tools.decompressors.with { decompressor in
      [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        // Nobody asks how many bytes came of it: then fewer than there is room for are an error, too.
        var read = 0
        let result = libdeflate_zlib_decompress_ex(
          decompressor, packed.baseAddress, packed.count, buffer.baseAddress, size, &read, nil)
        count = result == LIBDEFLATE_SUCCESS && read == packed.count ? size : 0
      }
    }
    return bytes.isEmpty ? nil : bytes
  }

  static func expanded(_ packed: [UInt8], to size: Int) -> [UInt8]? {
    packed.withUnsafeBytes { expanded($0, to: size) }
  }

  /// No stream yields more bytes for each of its own: 258 for two bits, and a little.
  private static let largestRatio = 1040

  /// What libdeflate works with: tables that are larger than most reports, and so are kept for the next one. There are
  /// never more of them than were in use at once.
  private final class Tools: Sendable {
    // The fastest level: on reports it saves nearly what the best one does, at several times its speed.
    static let compressors = Tools { libdeflate_alloc_compressor(1) }
    static let decompressors = Tools { libdeflate_alloc_decompressor() }

    private let make: @Sendable () -> OpaquePointer?
    private let free = Mutex<[Tool]>([])

    /// Unchecked because a tool is taken out under the lock, and used by whoever took it and nobody else.
    private struct Tool: @unchecked Sendable { let handle: OpaquePointer }

    private init(_ make: @escaping @Sendable () -> OpaquePointer?) { self.make = make }

    func with<Result>(_ body: (OpaquePointer) -> Result) -> Result {
      let tool = free.withLock { $0.popLast() } ?? made()
      defer { free.withLock { $0.append(tool) } }
      return body(tool.handle)
    }

    private func made() -> Tool {
      guard let handle = make() else { fatalError("out of memory") }
      return Tool(handle: handle)
    }
  }
}
