import CDeflate

@testable import Formats

/// Writes ZIP archives, also ones that no program would write.
struct ArchiveBuilder {
  private var files: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ content: String) { add(name, Array(content.utf8)) }

  /// - Parameters:
  ///   - claimed: how long it says that the content is; nil: what it is.
  ///   - method: nil: packed.
  mutating func add(
    _ name: String, _ content: [UInt8], claimed: Int? = nil, method: UInt16 = 8, flags: UInt16 = 0
  ) {
    let packed = method == 8 ? Self.deflated(content) : content
    let name = Array(name.utf8)
    let facts =
      Self.two(flags) + Self.two(method) + [0, 0, 0, 0]
      + Self.four(libdeflate_crc32(0, content, content.count)) + Self.four(UInt32(packed.count))
      + Self.four(UInt32(claimed ?? content.count)) + Self.two(UInt16(name.count)) + [0, 0]
    directory +=
      [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + facts + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      + Self.four(UInt32(files.count)) + name
    files += [0x50, 0x4B, 3, 4, 20, 0] + facts + name + packed
    count += 1
  }

  /// - Parameter claimed: how many files it says that there are; nil: as many as there are.
  func bytes(claimed: Int? = nil) -> [UInt8] {
    let number = Self.two(UInt16(claimed ?? count))
    return files + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number + number
      + Self.four(UInt32(directory.count)) + Self.four(UInt32(files.count)) + [0, 0]
  }

  /// A document with a body of its own making.
  static func document(_ body: String, styles: String = "", others: [(String, String)] = [])
    -> [UInt8]
  {
    let space = #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#
    var archive = ArchiveBuilder()
    archive.add(
      "word/document.xml", "<w:document \(space)><w:body>\(body)</w:body></w:document>")
    if !styles.isEmpty { archive.add("word/styles.xml", "<w:styles \(space)>\(styles)</w:styles>") }
    for (name, content) in others { archive.add(name, content) }
    return archive.bytes()
  }

  static func deflated(_ content: [UInt8], zlib: Bool = false) -> [UInt8] {
    let compressor = libdeflate_alloc_compressor(6)
    defer { libdeflate_free_compressor(compressor) }
    let room = libdeflate_zlib_compress_bound(compressor, content.count)
    return [UInt8](unsafeUninitializedCapacity: room) { output, count in
      count =
        zlib
        ? libdeflate_zlib_compress(compressor, content, content.count, output.baseAddress, room)
        : libdeflate_deflate_compress(compressor, content, content.count, output.baseAddress, room)
    }
  }

  private static func two(_ number: UInt16) -> [UInt8] {
    [UInt8(number & 0xFF), UInt8(number >> 8)]
  }
  private static func four(_ number: UInt32) -> [UInt8] {
    two(UInt16(number & 0xFFFF)) + two(UInt16(number >> 16))
  }
}
