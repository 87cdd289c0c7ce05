import Ledger

/// A mail or one of its parts (RFC 2046), as it lies in the mail's bytes.
struct MailEntity {
  var headers: MailHeaders
  /// Its bytes as they are written.
  var body: Range<Int>
  /// As written in `Content-Type`: "text/plain".
  var type: String
  var parameters: [String: String]
  var transfer: TransferEncoding?
  var isAttachment: Bool
  /// "1.2": the second part of the first part.
  var number: String
  /// Of a multipart.
  var children: [MailEntity] = []

  /// Mail programs go no deeper than some five.
  static let deepest = 20
  /// Of all depths together.
  static let mostParts = 500

  /// What was left out over the bounds.
  struct Bounds {
    var parts = 0
    var isTooDeep = false
    var hasTooManyParts: Bool { parts > MailEntity.mostParts }
  }

  init(
    _ bytes: [UInt8], in range: Range<Int>, number: String, defaultType: String = "text/plain",
    depth: Int = 0, _ bounds: inout Bounds
  ) {
    headers = MailHeaders(bytes, in: range)
    body = headers.end..<range.upperBound
    (type, parameters) = MailWords.value(headers.raw("content-type", bytes) ?? defaultType)
    if !type.contains("/") { type = defaultType }
    transfer = TransferEncoding(
      (headers.raw("content-transfer-encoding", bytes) ?? "").split(separator: ";").first?.trimmed
        ?? "")
    isAttachment =
      MailWords.value(headers.raw("content-disposition", bytes) ?? "").first == "attachment"
    self.number = number
    guard type.hasPrefix("multipart/"), let boundary = parameters["boundary"], !boundary.isEmpty
    else {
      if number.isEmpty { self.number = "1" }
      return
    }
    guard depth < Self.deepest else {
      bounds.isTooDeep = true
      return
    }
    let inner = type == "multipart/digest" ? "message/rfc822" : "text/plain"
    for (index, part) in Self.parts(bytes, in: body, boundary: boundary, bounds: &bounds)
      .enumerated()
    {
      let own = number.isEmpty ? "\(index + 1)" : "\(number).\(index + 1)"
      children.append(
        MailEntity(bytes, in: part, number: own, defaultType: inner, depth: depth + 1, &bounds))
    }
  }

  /// What stands between the lines that begin with the boundary.
  private static func parts(
    _ bytes: [UInt8], in range: Range<Int>, boundary: String, bounds: inout Bounds
  ) -> [Range<Int>] {
    let mark = Array("--\(boundary)".utf8)
    let search = ByteSearch(mark)
    var parts: [Range<Int>] = []
    var start: Int?
    var at = range.lowerBound
    while let found = search.first(in: bytes, from: at, to: range.upperBound) {
      at = found + mark.count
      guard found == range.lowerBound || bytes[found - 1] == 0x0A,
        isWhole(bytes[at..<range.upperBound])
      else { continue }
      if let start { parts.append(start..<contentEnd(bytes, start, before: found)) }
      start = nil
      // Two more dashes close the last part.
      if bytes[min(at, range.upperBound)..<min(at + 2, range.upperBound)].elementsEqual([
        0x2D, 0x2D,
      ]) {
        return parts
      }
      bounds.parts += 1
      guard !bounds.hasTooManyParts else { return parts }
      at = MailHeaders.line(bytes, from: at, to: range.upperBound).next
      start = at
    }
    // A part that was cut off.
    if let start, start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }

  /// Behind a boundary stands nothing, blanks, or the dashes that close it; else it is a longer one.
  private static func isWhole(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return true }
    return first <= 0x20 || rest.starts(with: [0x2D, 0x2D])
  }

  /// The end of the line before a boundary is none of the part.
  private static func contentEnd(_ bytes: [UInt8], _ start: Int, before mark: Int) -> Int {
    var end = mark
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }
}
