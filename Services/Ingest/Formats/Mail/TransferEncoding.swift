/// How the bytes of a part are written in a mail (RFC 2045).
enum TransferEncoding {
  /// As they are.
  case identity
  case base64, quotedPrintable

  /// Nil for one that nobody here knows.
  init?(_ name: String) {
    switch name.lowercased() {
    case "", "7bit", "8bit", "binary": self = .identity
    case "base64": self = .base64
    case "quoted-printable": self = .quotedPrintable
    default: return nil
    }
  }

  /// The bytes, and whether all that was written makes sense. What does not is left out, as mail programs do.
  func decoded(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], isSound: Bool) {
    switch self {
    case .identity: (Array(bytes), true)
    case .base64: Self.base64(bytes)
    case .quotedPrintable: Self.quotedPrintable(bytes)
    }
  }

  private static func base64(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Bool) {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count / 4 * 3)
    var (bits, count, isSound, hasEnded) = (UInt32(0), 0, true, false)
    for byte in bytes {
      if byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09 { continue }
      if byte == UInt8(ascii: "=") {
        hasEnded = true
        continue
      }
      guard let value = digit(byte) else {
        isSound = false
        continue
      }
      // Several texts, each ended by itself, stand one behind the other in some mails.
      if hasEnded { (bits, count, hasEnded) = (0, 0, false) }
      bits = bits << 6 | value
      count += 1
      if count == 4 {
        decoded += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
        (bits, count) = (0, 0)
      }
    }
    switch count {
    case 2: decoded.append(UInt8(bits >> 4 & 0xFF))
    case 3: decoded += [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)]
    case 1: isSound = false
    default: break
    }
    return (decoded, isSound)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }

  private static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Bool) {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var isSound = true
    var at = bytes.startIndex
    func byte(_ offset: Int) -> UInt8 {
      at + offset < bytes.endIndex ? bytes[at + offset] : 0x0A
    }
    while at < bytes.endIndex {
      guard bytes[at] == UInt8(ascii: "=") else {
        decoded.append(bytes[at])
        at += 1
        continue
      }
      if let high = hexadecimal(byte(1)), let low = hexadecimal(byte(2)) {
        decoded.append(high << 4 | low)
        at += 3
        continue
      }
      // A line that goes on in the next one, perhaps with blanks that were put in on the way.
      var end = 1
      while byte(end) == 0x20 || byte(end) == 0x09 { end += 1 }
      if byte(end) == 0x0D, byte(end + 1) == 0x0A { end += 1 }
      if byte(end) == 0x0A || byte(end) == 0x0D {
        at += end + 1
      } else {
        isSound = false
        decoded.append(bytes[at])
        at += 1
      }
    }
    return (decoded, isSound)
  }

  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
