package import CReckonerProto
package import Ledger

extension DocumentRecord: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DocumentRecord>?) -> Void
  { reckoner__v1__document_record__init }

  package init(reading wire: Reckoner__V1__DocumentRecord) throws(LedgerError) {
    guard wire.size >= 0 else { throw LedgerError(.malformed, subject: "size", "negative") }
    self.init(
      id: try Read.document(wire.id, "id"),
      mediaType: try Read.text(wire.media_type, "media_type"),
      size: Int(wire.size),
      seal: try Read.digest(wire.seal, "seal"))
  }

  package func write(to wire: inout Reckoner__V1__DocumentRecord, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id.description, "id")
    wire.media_type = try arena.place(mediaType, "media_type")
    wire.size = Int64(size)
    wire.seal = arena.place(seal?.bytes ?? [])
  }
}

extension Sighting: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Sighting>?) -> Void {
    reckoner__v1__sighting__init
  }

  package init(reading wire: Reckoner__V1__Sighting) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      outlet: try Read.message(wire.outlet, "outlet"),
      url: try Read.text(wire.url, "url"),
      fileName: try Read.text(wire.file_name, "file_name"),
      published: try Read.message(wire.published, "published"),
      receivedAt: try Read.required(wire.received_at, "received_at"),
      title: try Read.text(wire.title, "title"),
      titleSeal: try Read.digest(wire.title_seal, "title_seal"),
      mapping: try Read.text(wire.mapping, "mapping"))
  }

  package func write(to wire: inout Reckoner__V1__Sighting, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    wire.outlet = try arena.place(outlet)
    wire.url = try arena.place(url, "url")
    wire.file_name = try arena.place(fileName, "file_name")
    wire.published = try arena.place(published)
    wire.received_at = try arena.place(receivedAt)
    wire.title = try arena.place(title, "title")
    wire.title_seal = arena.place(titleSeal?.bytes ?? [])
    wire.mapping = try arena.place(mapping, "mapping")
  }
}

extension ExtractionRun: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ExtractionRun>?) -> Void
  { reckoner__v1__extraction_run__init }

  package init(reading wire: Reckoner__V1__ExtractionRun) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      language: try Read.text(wire.language, "language"),
      extractorVersion: try Read.text(wire.extractor_version, "extractor_version"),
      lexiconFingerprint: try Read.text(wire.lexicon_fingerprint, "lexicon_fingerprint"),
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      keptClaims: try Read.count(wire.kept_claims, "kept_claims"),
      warnings: try Read.texts(wire.n_warnings, wire.warnings, "warnings"),
      stoppedAtLimit: wire.stopped_at_limit != 0,
      published: try Read.message(wire.published, "published"),
      sketch: try Self.sketch(wire.sketch),
      sketchSeal: try Read.digest(wire.sketch_seal, "sketch_seal"),
      mapping: try Read.text(wire.mapping, "mapping"),
      transcript: try Read.message(wire.transcript, "transcript"))
  }

  private static func sketch(_ field: ProtobufCBinaryData) throws(LedgerError) -> DocumentSketch? {
    let bytes = Read.bytes(field)
    guard !bytes.isEmpty else { return nil }
    guard let sketch = DocumentSketch(bytes: bytes) else {
      throw LedgerError(.malformed, subject: "sketch", "\(bytes.count) bytes are no sketch")
    }
    return sketch
  }

  package func write(to wire: inout Reckoner__V1__ExtractionRun, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    wire.language = try arena.place(language, "language")
    wire.extractor_version = try arena.place(extractorVersion, "extractor_version")
    wire.lexicon_fingerprint = try arena.place(lexiconFingerprint, "lexicon_fingerprint")
    (wire.n_claims, wire.claims) = try arena.place(claims)
    wire.kept_claims = Int32(clamping: keptClaims)
    (wire.n_warnings, wire.warnings) = try arena.place(warnings, "warnings")
    wire.stopped_at_limit = stoppedAtLimit ? 1 : 0
    wire.published = try arena.place(published)
    wire.sketch = arena.place(sketch?.bytes ?? [])
    wire.sketch_seal = arena.place(sketchSeal?.bytes ?? [])
    wire.mapping = try arena.place(mapping, "mapping")
    wire.transcript = try arena.place(transcript)
  }
}
