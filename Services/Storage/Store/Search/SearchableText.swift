/// A text as it is given to the full-text index, which splits words where letters end.
///
/// Scripts that put no spaces between words (Han, kana, Thai, Lao, Khmer, Burmese) get one before each letter, so that
/// any run of letters can be found as letters that stand side by side. What only says how a word is spoken or shown is
/// left out: Arabic and Hebrew points, tatweel, soft hyphens, joiners, marks of direction. Letters that are written one
/// way or another in the same word become one: ё is е, alef is alef with or without hamza.
struct SearchableText {
  /// The text, where it is not the original as it was.
  let changed: [UInt8]?
  /// Where bytes of the text and of the original are out of step: from a byte of the text on, so many less are the
  /// original's. In order.
  private let shifts: [(from: Int, by: Int)]

  /// - Parameter original: valid UTF-8.
  init(_ original: UnsafeBufferPointer<UInt8>) {
    // Most texts of most languages need nothing, and many are ASCII.
    let made = Self.firstSpecial(in: original).map { Self.changed(original, from: $0) }
    (changed, shifts) = (made?.text, made?.shifts ?? [])
  }

  static func text(of original: String) -> String {
    var original = original
    let changed = original.withUTF8 { SearchableText($0).changed }
    return changed.map { String(decoding: $0, as: UTF8.self) } ?? original
  }

  /// - Parameter original: valid UTF-8.
  static func text(of original: [UInt8]) -> [UInt8] {
    original.withUnsafeBufferPointer { SearchableText($0).changed } ?? original
  }

  /// The byte of the original at which a byte of the text stands.
  func original(_ place: Int) -> Int {
    var (low, high) = (0, shifts.count)
    while low < high {
      let middle = (low + high) / 2
      if shifts[middle].from <= place { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? place : place - shifts[low - 1].by
  }

  private enum Special {
    case apart, silent
    /// Another letter of as many bytes.
    case like(UInt8, UInt8)
  }

  private static func changed(_ units: UnsafeBufferPointer<UInt8>, from first: Int) -> (
    text: [UInt8], shifts: [(from: Int, by: Int)]
  ) {
    var out: [UInt8] = []
    out.reserveCapacity(units.count + units.count / 3)
    out += units[..<first]
    var shifts: [(from: Int, by: Int)] = []
    var index = first
    while index < units.count {
      let (scalar, size) = decode(units, index)
      switch special(scalar) {
      case nil: out += units[index..<index + size]
      case .apart:
        out.append(0x20)
        shifts.append((out.count, out.count - index))
        out += units[index..<index + size]
      case .like(let first, let second): out += [first, second]
      case .silent: shifts.append((out.count, out.count - index - size))
      }
      index += size
    }
    return (out, shifts)
  }

  private static func firstSpecial(in units: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < units.count {
      if let bytes = UnsafeRawBufferPointer(units).word(at: index), bytes.isASCII {
        index += 8
        continue
      }
      // Nothing special is below U+00AD, which begins with 0xC2.
      if units[index] < 0xC2 {
        index += 1
        continue
      }
      let (scalar, size) = decode(units, index)
      if special(scalar) != nil { return index }
      index += size
    }
    return nil
  }

  /// The code point at a byte of valid UTF-8, and how many bytes it takes.
  private static func decode(_ units: UnsafeBufferPointer<UInt8>, _ index: Int) -> (UInt32, Int) {
    let first = UInt32(units[index])
    func next(_ offset: Int) -> UInt32 {
      index + offset < units.count ? UInt32(units[index + offset] & 0x3F) : 0
    }
    let left = units.count - index
    switch first {
    case 0xC0...0xDF: return ((first & 0x1F) << 6 | next(1), min(2, left))
    case 0xE0...0xEF: return ((first & 0x0F) << 12 | next(1) << 6 | next(2), min(3, left))
    case 0xF0...0xFF:
      return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), min(4, left))
    default: return (first, 1)
    }
  }

  private static func special(_ scalar: UInt32) -> Special? {
    switch scalar {
    case ..<0xAD: nil
    // Letters of Thai and Lao, of Burmese, of Khmer; their marks stay with them.
    case 0x0E01...0x0E30, 0x0E32...0x0E33, 0x0E40...0x0E46, 0x0E81...0x0EB0, 0x0EB2...0x0EB3,
      0x0EC0...0x0EC6, 0x0EDC...0x0EDF, 0x1000...0x102A, 0x103F, 0x1050...0x1055,
      0x1780...0x17B3:
      .apart
    // Kana, bopomofo, Han with its extensions.
    case 0x3005...0x3007, 0x3041...0x3096, 0x309D...0x30FF, 0x3105...0x312F, 0x31F0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x3FFFF:
      .apart
    case 0xAD, 0x034F, 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7,
      0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4,
      0x06E7...0x06E8, 0x06EA...0x06ED, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064,
      0x2066...0x2069, 0xFE00...0xFE0F, 0xFEFF, 0xE0100...0xE01EF:
      .silent
    case 0x0401: .like(0xD0, 0x95)
    case 0x0451: .like(0xD0, 0xB5)
    case 0x0622, 0x0623, 0x0625, 0x0671: .like(0xD8, 0xA7)
    // Persian kaf and yeh, and the yeh without dots, as Arabic has them.
    case 0x06A9: .like(0xD9, 0x83)
    case 0x0649, 0x06CC: .like(0xD9, 0x8A)
    default: nil
    }
  }
}
