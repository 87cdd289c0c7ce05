import CDeflate

/// Unpacks what is packed by DEFLATE (RFC 1951).
enum Inflate {
  /// Exactly so many bytes; nil where the packed ones are broken or yield another number. Takes no more memory than that
  /// number, whatever they yield.
  static func bytes(_ packed: [UInt8], _ range: Range<Int>, to size: Int) -> [UInt8]? {
    if size == 0 { return [] }
    guard let tool = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(tool) }
    var succeeded = false
    let unpacked = packed.withUnsafeBytes { all in
      let input = UnsafeRawBufferPointer(rebasing: all[range])
      return [UInt8](unsafeUninitializedCapacity: size) { output, count in
        // Nobody asks how many bytes came of it: then fewer than there is room for are an error, too.
        let result = libdeflate_deflate_decompress(
          tool, input.baseAddress, input.count, output.baseAddress, size, nil)
        succeeded = result == LIBDEFLATE_SUCCESS
        count = succeeded ? size : 0
      }
    }
    return succeeded ? unpacked : nil
  }
}
