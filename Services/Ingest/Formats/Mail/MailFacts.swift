import Ledger

/// What the header of a mail says of it.
enum MailFacts {
  private static let longest = 500

  static func part(of headers: MailHeaders, _ bytes: [UInt8]) -> ReadDocument.Part {
    ReadDocument.Part(
      title: String((headers.text("subject", bytes) ?? "").prefix(longest)),
      published: headers.raw("date", bytes).flatMap { WebDate.date(in: $0) }
        .map { DateStatement($0, basis: .metadata) },
      outlet: name(headers.text("list-id", bytes)) ?? name(headers.text("from", bytes)) ?? "")
  }

  /// Of `"A Name" <address>`: the name, else the address.
  private static func name(_ mailbox: String?) -> String? {
    guard let mailbox, !mailbox.isEmpty else { return nil }
    var name = mailbox.prefix { $0 != "<" }.trimmed
    if name.hasPrefix("\""), name.hasSuffix("\""), name.count >= 2 {
      name = String(name.dropFirst().dropLast())
    }
    if name.isEmpty {
      name = String(mailbox.drop { $0 == "<" }.prefix { $0 != ">" && $0 != " " })
    }
    return name.isEmpty ? nil : String(name.prefix(longest))
  }
}

/// Mails one behind the other in one file, each begun by a line "From …" (RFC 4155).
enum Mailbox {
  static let mostMails = 500

  /// One range where the file is one mail.
  static func mails(in bytes: [UInt8]) -> (ranges: [Range<Int>], hasMore: Bool) {
    let mark = Array("From ".utf8)
    guard bytes.starts(with: mark) else { return ([0..<bytes.count], false) }
    let search = ByteSearch(Array("\nFrom ".utf8))
    var ranges: [Range<Int>] = []
    var start = 0
    var at = mark.count
    while let found = search.first(in: bytes, from: at) {
      at = found + 1
      // An empty line stands before, and a field below.
      guard found > 0, bytes[found - 1] == 0x0A || bytes[found - 1] == 0x0D,
        isFollowedByField(bytes, from: at)
      else { continue }
      ranges.append(start..<at)
      start = at
      guard ranges.count < mostMails else { return (ranges, true) }
    }
    return (ranges + [start..<bytes.count], false)
  }

  private static func isFollowedByField(_ bytes: [UInt8], from start: Int) -> Bool {
    let next = MailHeaders.line(bytes, from: start, to: bytes.count).next
    let line = MailHeaders.line(bytes, from: next, to: bytes.count).text
    return MailHeaders.field(bytes, line) != nil
  }
}
