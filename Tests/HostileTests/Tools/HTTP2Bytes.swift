/// The few frames of HTTP/2 (RFC 9113) that it takes to begin a call by hand, with headers written out in full
/// (RFC 7541, section 6.2.2), so that a test can stop, dribble or lie at any byte.
enum HTTP2Bytes {
  static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  enum Kind: UInt8 {
    case data = 0
    case headers = 1
    case reset = 3
    case settings = 4
    case ping = 6
    case windowUpdate = 8
    case continuation = 9
  }

  static func frame(_ kind: Kind, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = [])
    -> [UInt8]
  {
    let length = UInt32(payload.count)
    return Array(bigEndian(length)[1...]) + [kind.rawValue, flags] + bigEndian(stream) + payload
  }

  /// What a client says first.
  /// - Parameter window: bytes that it lets the server send on each stream without reading them.
  static func opening(window: UInt32 = 65_535) -> [UInt8] {
    preface + frame(.settings, [0, 4] + bigEndian(window))
      + (window > 65_535 ? frame(.windowUpdate, bigEndian(window - 65_535)) : [])
  }

  /// The headers of a call, which its messages follow.
  static func call(_ path: String, stream: UInt32 = 1, extra: [(String, String)] = []) -> [UInt8] {
    let headers =
      [
        (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "test"),
        ("te", "trailers"), ("content-type", "application/grpc"),
      ] + extra
    return frame(.headers, flags: 0x4, stream: stream, headers.flatMap(literal))
  }

  /// A message in its frame: not compressed, its length, its bytes.
  static func message(_ bytes: [UInt8], stream: UInt32 = 1, last: Bool) -> [UInt8] {
    frame(.data, flags: last ? 1 : 0, stream: stream, [0] + bigEndian(UInt32(bytes.count)) + bytes)
  }

  /// Whole messages in their data frames for some stream, the last one the end of the request.
  static func messages(_ messages: [[UInt8]]) -> [[UInt8]] {
    messages.map { [0] + bigEndian(UInt32($0.count)) + $0 }
  }

  static func onStream(_ stream: UInt32, _ messages: [[UInt8]]) -> [UInt8] {
    // No frame may be larger than this before the other side has said so.
    let largest = 16_384
    var bytes: [UInt8] = []
    for message in messages {
      for start in stride(from: 0, to: message.count, by: largest) {
        bytes += frame(
          .data, stream: stream, Array(message[start..<min(start + largest, message.count)]))
      }
    }
    return bytes + frame(.data, flags: 1, stream: stream)
  }

  /// Whether the frames received so far end the stream or the connection.
  static func ends(stream: UInt32, in bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while rest.count >= 9 {
      let head = Array(rest.prefix(9))
      let length = head[..<3].reduce(0) { $0 << 8 | Int($1) }
      let id = head[5...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      let isGoAway = head[3] == 7
      let isEnd =
        head[3] == Kind.reset.rawValue || (head[3] == Kind.headers.rawValue && head[4] & 1 == 1)
      if isGoAway || (id == stream && isEnd) { return true }
      rest = rest.dropFirst(9 + length)
    }
    return false
  }

  static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }

  private static func literal(_ name: String, _ value: String) -> [UInt8] {
    [0] + length(name) + Array(name.utf8) + length(value) + Array(value.utf8)
  }

  private static func length(_ text: String) -> [UInt8] {
    let count = text.utf8.count
    guard count >= 127 else { return [UInt8(count)] }
    var bytes: [UInt8] = [127]
    var rest = count - 127
    while rest >= 128 {
      bytes.append(UInt8(rest % 128) | 128)
      rest /= 128
    }
    return bytes + [UInt8(rest)]
  }
}
