import Ledger

/// Words of a header that are written in an encoding (RFC 2047), and values with parameters (RFC 2045, RFC 2231).
enum MailWords {
  /// The text, with what is encoded decoded, and single spaces.
  static func decoded(_ raw: String) -> String {
    var text = ""
    var rest = Substring(raw)
    var isAfterWord = false
    while let start = rest.firstRange(of: "=?") {
      let before = rest[..<start.lowerBound]
      guard let (word, end) = encodedWord(rest[start.lowerBound...]) else {
        text += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        isAfterWord = false
        continue
      }
      // Blanks between two encoded words are none of the text.
      if !(isAfterWord && before.allSatisfy(\.isWhitespace)) { text += before }
      text += word
      rest = rest[end...]
      isAfterWord = true
    }
    text += rest
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `=?charset?B?words?=`
  private static func encodedWord(_ text: Substring) -> (String, Substring.Index)? {
    let parts = text.prefix(400).split(
      separator: "?", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[4].first == "=" else { return nil }
    // A language may stand behind the encoding (RFC 2231).
    let label = parts[1].prefix { $0 != "*" }
    let written = Array(parts[3].utf8)
    let bytes: [UInt8]
    switch parts[2].lowercased() {
    case "b": bytes = TransferEncoding.base64.decoded(written[...]).bytes
    case "q":
      let spaced = written.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
      bytes = TransferEncoding.quotedPrintable.decoded(spaced[...]).bytes
    default: return nil
    }
    guard let decoded = TextEncoding(label: String(label))?.decoded(bytes),
      UTF8Check.firstInvalidByte(in: decoded) == nil
    else { return nil }
    return (String(decoding: decoded, as: UTF8.self), text.index(after: parts[4].startIndex))
  }

  /// `type/subtype; name="value"`: the first word in lower case, and the parameters by name.
  static func value(_ raw: String) -> (first: String, parameters: [String: String]) {
    let pieces = split(raw)
    var parameters: [String: String] = [:]
    for piece in pieces.dropFirst().prefix(50) {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      var name = piece[..<equals].trimmed.lowercased()
      var value = piece[piece.index(after: equals)...].trimmed
      if value.hasPrefix("\""), value.count >= 2 {
        value = String(value.dropFirst().prefix { $0 != "\"" })
      }
      // Of one that is written in pieces or encoded, the first piece is enough for what is asked here.
      if let star = name.firstIndex(of: "*") {
        name = String(name[..<star])
        if value.filter({ $0 == "'" }).count == 2 {
          value = String(value.split(separator: "'").last ?? "")
        }
      }
      if parameters[name] == nil { parameters[name] = value }
    }
    return ((pieces.first ?? "").trimmed.lowercased(), parameters)
  }

  /// At semicolons that stand in no quotes.
  private static func split(_ raw: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var isQuoted = false
    for character in raw {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        pieces.append(piece)
        piece = ""
      } else {
        piece.append(character)
      }
    }
    return pieces + [piece]
  }
}
