package import CReckonerProto
package import Ledger

extension Transcript: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Transcript>?) -> Void {
    reckoner__v1__transcript__init
  }

  package init(reading wire: Reckoner__V1__Transcript) throws(LedgerError) {
    guard let digest = try Read.digest(wire.digest, "digest") else {
      throw LedgerError(.malformed, subject: "digest", "missing")
    }
    self.init(
      reader: try Read.required(wire.reader, "reader"),
      form: try Read.value(wire.form.rawValue, "form"),
      encoding: try Read.text(wire.encoding, "encoding"),
      declaredEncoding: try Read.text(wire.declared_encoding, "declared_encoding"),
      digest: digest,
      size: try Read.size(wire.size, "size"),
      seal: try Read.digest(wire.seal, "seal"),
      keptAt: wire.kept_at == 0 ? nil : try Read.revision(wire.kept_at, "kept_at"))
  }

  package func write(to wire: inout Reckoner__V1__Transcript, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.reader = try arena.place(reader)
    wire.form = .init(UInt32(form.rawValue))
    wire.encoding = try arena.place(encoding, "encoding")
    wire.declared_encoding = try arena.place(declaredEncoding, "declared_encoding")
    wire.digest = arena.place(digest.bytes)
    wire.size = Int64(size)
    wire.seal = arena.place(seal?.bytes ?? [])
    wire.kept_at = keptAt?.number ?? 0
  }
}

extension TextReader: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__TextReader>?) -> Void {
    reckoner__v1__text_reader__init
  }

  package init(reading wire: Reckoner__V1__TextReader) throws(LedgerError) {
    self.init(
      name: try Read.text(wire.name, "name"), version: try Read.text(wire.version, "version"))
  }

  package func write(to wire: inout Reckoner__V1__TextReader, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.name = try arena.place(name, "name")
    wire.version = try arena.place(version, "version")
  }
}

extension TextMap: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__TextMap>?) -> Void {
    reckoner__v1__text_map__init
  }

  package init(reading wire: Reckoner__V1__TextMap) throws(LedgerError) {
    let name = try Read.text(wire.encoding, "encoding")
    let known = name.isEmpty ? TextEncoding.utf8 : TextEncoding(label: name)
    guard let encoding = known, name.isEmpty || encoding.name == name, name != "UTF-8" else {
      throw LedgerError(
        .unsupported, subject: "encoding", "\(Read.shown(name)) is no encoding that is known here")
    }
    let isUTF8 = encoding == .utf8
    self.init(encoding: encoding)
    var place = 0
    let pieces: [TextPiece] = try Read.messages(wire.n_pieces, wire.pieces, "pieces")
    for piece in pieces {
      let start = try Self.sum(place, piece.skipped)
      let end = try Self.sum(start, piece.taken)
      place = end
      if piece.literal.isEmpty {
        let length = isUTF8 ? end - start : try Self.sum(0, piece.length)
        _ = try Self.sum(textLength, length)
        add(original: start..<end, textLength: length)
      } else {
        add(original: start..<end, literal: piece.literal)
      }
    }
  }

  /// No original comes near to the end of what can be counted.
  private static func sum(_ place: Int, _ count: Int) throws(LedgerError) -> Int {
    guard count >= 0, count <= 1 << 40, place <= 1 << 50 else {
      throw LedgerError(.malformed, subject: "pieces", "\(count) bytes behind byte \(place)")
    }
    return place + count
  }

  package func write(to wire: inout Reckoner__V1__TextMap, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.encoding = try arena.place(encoding == .utf8 ? "" : encoding.name, "encoding")
    var end = 0
    (wire.n_pieces, wire.pieces) = try arena.place(
      pieces.map { piece in
        defer { end = piece.original.upperBound }
        return TextPiece(
          skipped: piece.original.lowerBound - end, taken: piece.original.count,
          literal: piece.literal.map { Array(literals[$0]) } ?? [],
          length: encoding == .utf8 || piece.literal != nil ? 0 : piece.text.count)
      })
  }
}

/// A piece of a map as it travels.
package struct TextPiece: Hashable, Message {
  package var skipped: Int
  package var taken: Int
  package var literal: [UInt8]
  package var length: Int

  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__TextPiece>?) -> Void {
    reckoner__v1__text_piece__init
  }

  package init(skipped: Int, taken: Int, literal: [UInt8], length: Int) {
    (self.skipped, self.taken, self.literal, self.length) = (skipped, taken, literal, length)
  }

  package init(reading wire: Reckoner__V1__TextPiece) throws(LedgerError) {
    self.init(
      skipped: try Read.size(wire.skipped, "skipped"), taken: try Read.size(wire.taken, "taken"),
      literal: Read.bytes(wire.literal), length: try Read.size(wire.length, "length"))
  }

  package func write(to wire: inout Reckoner__V1__TextPiece, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.skipped = Int64(skipped)
    wire.taken = Int64(taken)
    wire.literal = arena.place(literal)
    wire.length = Int64(length)
  }
}

extension Transcript {
  /// Nil for a text that is its original, in UTF-8, by the reader that takes texts as they are.
  package init?(of document: ReadDocument) throws(LedgerError) {
    let words: [UInt8]
    let form: Form
    var encoding = TextEncoding.utf8
    switch document.source {
    case .mapped(let map):
      if map.isIdentity, document.reader == .plain { return nil }
      (words, form, encoding) = (try map.packed(), .map, map.encoding)
    case .derived: (words, form) = (document.text, .text)
    }
    self.init(
      reader: document.reader, form: form, encoding: encoding.name,
      declaredEncoding: document.declaredEncoding ?? "", digest: Digest(of: words),
      size: words.count, words: words)
  }

  /// What spans are of.
  /// - Parameter words: of the transcript.
  package func evidenceText(_ words: [UInt8], of original: [UInt8]) throws(LedgerError)
    -> EvidenceText
  {
    switch form {
    case .map: .mapped(original, try TextMap(unpacking: words))
    case .text: .derived(words)
    }
  }
}
