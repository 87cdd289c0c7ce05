import Ledger

/// Reads mails (RFC 5322, MIME), one or a whole mailbox: what their senders wrote, and the reports that they attached.
struct MailReader {
  private let bytes: [UInt8]
  private var nesting: Nesting
  private var joined = JoinedDocument()
  /// The one that is being read.
  private var mail = ReadDocument.Part()
  /// Its beginning of the numbers of parts: "2/" for the second mail of a mailbox.
  private var prefix = ""
  private var isHeadline = false
  private var read = 0

  /// A header stands at the beginning, with fields that a mail has.
  static func recognises(_ bytes: [UInt8]) -> Bool {
    let beginning = Array(bytes.prefix(64 << 10))
    let headers = MailHeaders(beginning, in: 0..<beginning.count)
    let names = Set(headers.fields.map(\.name))
    guard headers.fields.count >= 3, names.contains("from") || names.contains("received") else {
      return false
    }
    let others: Set<String> = [
      "to", "subject", "date", "message-id", "mime-version", "content-type", "received",
      "return-path", "delivered-to", "reply-to", "cc",
    ]
    let machines: Set<String> = [
      "message-id", "mime-version", "content-type", "received", "return-path", "delivered-to",
    ]
    return names.intersection(others).count >= 3
      && (!names.isDisjoint(with: machines)
        || headers.raw("from", beginning)?.contains("@") == true
          && headers.raw("date", beginning).flatMap { WebDate.date(in: $0) } != nil)
  }

  static func read(_ original: [UInt8], _ nesting: Nesting) throws(LedgerError) -> ReadDocument {
    var reader = MailReader(bytes: original, nesting: nesting)
    let mails = Mailbox.mails(in: original)
    for (number, range) in mails.ranges.enumerated() {
      reader.prefix = mails.ranges.count > 1 ? "\(number + 1)/" : ""
      reader.readMail(range)
    }
    if mails.hasMore {
      reader.joined.warnings.append(
        "the mailbox holds more than \(Mailbox.mostMails) mails; the others were not read")
    }
    guard reader.read > 0 else {
      throw LedgerError(
        .unsupported, subject: "mail", reader.joined.warnings.first ?? "it holds no text to read",
        hint: "submit the report that it is about as a file of its own")
    }
    let joined = reader.joined
    return ReadDocument(
      id: DocumentID(original: original), mediaType: "message/rfc822", text: joined.text,
      blocks: joined.blocks, source: joined.source, reader: MailBody.reader, parts: joined.parts,
      warnings: joined.warnings)
  }

  private init(bytes: [UInt8], nesting: Nesting) {
    self.bytes = bytes
    self.nesting = nesting
  }

  // MARK: one mail

  private mutating func readMail(_ range: Range<Int>) {
    var bounds = MailEntity.Bounds()
    let entity = MailEntity(bytes, in: range, number: "", &bounds)
    mail = MailFacts.part(of: entity.headers, bytes)
    if let subject = entity.headers.field("subject"), !mail.title.isEmpty {
      joined.addHeadline(
        mail.title, standingFor: subject.value, at: TextLocation(part: prefix + "subject"), of: mail
      )
      isHeadline = true
    }
    readEntity(entity)
    isHeadline = false
    if bounds.hasTooManyParts {
      joined.warnings.append(
        "the mail has more than \(MailEntity.mostParts) parts; the others were not read")
    }
    if bounds.isTooDeep {
      joined.warnings.append(
        "parts that lie more than \(MailEntity.deepest) deep in each other were not read")
    }
  }

  private mutating func readEntity(_ entity: MailEntity) {
    guard !entity.children.isEmpty else { return readLeaf(entity) }
    switch entity.type {
    case "multipart/alternative": readBest(of: entity.children)
    // The first part is what is read; the others are pictures in it, or say that it was signed.
    case "multipart/related", "multipart/signed": readEntity(entity.children[0])
    default: for child in entity.children { readEntity(child) }
    }
  }

  /// The same words, written in several ways: plain ones, unless others say more.
  private mutating func readBest(of children: [MailEntity]) {
    func first(_ type: String, in entities: [MailEntity]) -> MailEntity? {
      for entity in entities {
        if entity.children.isEmpty, entity.type == type { return entity }
        if let found = first(type, in: entity.children) { return found }
      }
      return nil
    }
    let plain = first("text/plain", in: children)
    guard let page = first("text/html", in: children) else {
      if let best = plain ?? children.last { readEntity(best) }
      return
    }
    guard let plain, let words = try? content(of: plain),
      let laidOut = try? content(of: page), !Self.saysMore(laidOut.reading, than: words.reading)
    else { return readLeaf(page) }
    readLeaf(plain)
  }

  private static func saysMore(_ page: TextReading, than words: TextReading) -> Bool {
    let tables = page.blocks.count { $0.section == .table }
    return tables > words.blocks.count { $0.section == .table }
      || words.blocks.reduce(0) { $0 + $1.range.count } * 2
        < page.blocks.reduce(0) { $0 + $1.range.count }
  }

  // MARK: one part

  private mutating func readLeaf(_ entity: MailEntity) {
    do throws(LedgerError) {
      if let piece = try piece(of: entity) {
        // A report that was attached is a document of its own.
        joined.add(piece, continuing: isHeadline && !entity.isAttachment)
        isHeadline = false
        read += 1
      }
    } catch {
      joined.warnings.append("\(describe(entity)): \(error.message)")
    }
  }

  private func describe(_ entity: MailEntity) -> String {
    "part \(prefix)\(entity.number) (\(Self.shown(entity.type)))"
  }

  /// A type as it may be shown: whoever sent it could write anything.
  private static func shown(_ type: String) -> String {
    String(
      String.UnicodeScalarView(
        type.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 }.prefix(80)))
  }

  /// What is read of a part; nil where it is nothing to read.
  private mutating func piece(of entity: MailEntity) throws(LedgerError) -> JoinedDocument.Piece? {
    let location = TextLocation(part: "\(prefix)\(entity.number) \(Self.shown(entity.type))")
    let kind = entity.type.split(separator: "/").first ?? ""
    if kind == "text", !entity.isAttachment {
      let content = try content(of: entity)
      if !content.isSound {
        joined.warnings.append(
          "\(describe(entity)): it is not written as it says; read as far as it goes")
      }
      joined.warnings += content.decoded.warnings.map { "\(describe(entity)): \($0)" }
      joined.warnings += content.reading.warnings
      let isInPlace = entity.transfer == .identity && content.decoded.encoding == .utf8
      return JoinedDocument.Piece(
        text: content.reading.text, blocks: content.reading.blocks,
        parts: parts(content.reading.parts), source: .mapped(content.reading.map),
        offset: isInPlace ? entity.body.lowerBound + content.decoded.start : nil,
        location: location)
    }
    guard ["text", "application", "message"].contains(kind) else { return nil }
    let bytes = try decoded(entity).bytes
    guard kind != "application" || PDFReader.recognises(bytes) || DOCXReader.recognises(bytes)
    else {
      // Signatures and invitations say nothing; what may be a report is worth a word.
      if entity.isAttachment { joined.warnings.append("\(describe(entity)): not read") }
      return nil
    }
    guard let inner = nesting.inner, bytes.count <= nesting.bytes else {
      throw LedgerError(
        .tooLarge, subject: "part", "too large, or too deep in other documents, to be read")
    }
    nesting.bytes -= bytes.count
    let document = try FormatReader.read(bytes, inner)
    joined.warnings += document.warnings.map { "\(describe(entity)): \($0)" }
    return JoinedDocument.Piece(
      text: document.text, blocks: document.blocks, parts: parts(document.parts),
      source: document.source,
      offset: entity.transfer == .identity ? entity.body.lowerBound : nil, location: location)
  }

  private struct Content {
    var reading: TextReading
    var decoded: DecodedText
    var isSound: Bool
  }

  private func content(of entity: MailEntity) throws(LedgerError) -> Content {
    let (bytes, isSound) = try decoded(entity)
    let text = try DecodedText(bytes, declared: entity.parameters["charset"])
    let reading =
      switch entity.type {
      case "text/plain": MailBody.read(text.text)
      case "text/html": HTMLReader.read(text.text)
      default: FormatReader.text(text.text)
      }
    return Content(reading: reading, decoded: text, isSound: isSound)
  }

  private func decoded(_ entity: MailEntity) throws(LedgerError) -> (bytes: [UInt8], isSound: Bool)
  {
    guard let transfer = entity.transfer else {
      throw LedgerError(
        .unsupported, subject: "part", "it is written in a way that nobody here knows")
    }
    return transfer.decoded(bytes[entity.body])
  }

  /// What a part does not say of itself, the mail says.
  private func parts(_ own: [ReadDocument.Part]) -> [ReadDocument.Part] {
    (own.isEmpty ? [ReadDocument.Part()] : own).map { part in
      var part = part
      if part.title.isEmpty { part.title = mail.title }
      part.published = part.published ?? mail.published
      if part.outlet.isEmpty { part.outlet = mail.outlet }
      return part
    }
  }
}
