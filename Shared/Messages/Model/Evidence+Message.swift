package import CReckonerProto
package import Ledger

extension Evidence: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Evidence>?) -> Void {
    reckoner__v1__evidence__init
  }

  package init(reading wire: Reckoner__V1__Evidence) throws(LedgerError) {
    let sentenceSeal = try Read.digest(wire.sentence_seal, "sentence_seal")
    let numberSeal = try Read.digest(wire.number_seal, "number_seal")
    var seal: Seal?
    if let sentenceSeal, let numberSeal { seal = Seal(sentence: sentenceSeal, number: numberSeal) }
    self.init(
      number: try Read.required(wire.number, "number"),
      phrase: try Read.required(wire.phrase, "phrase"),
      sentence: try Read.required(wire.sentence, "sentence"),
      section: try Read.value(wire.section.rawValue, "section"),
      subject: try Read.identifier(wire.subject, "subject"),
      location: try Read.message(wire.location, "location"),
      sentenceText: try Read.text(wire.sentence_text, "sentence_text"),
      numberText: try Read.text(wire.number_text, "number_text"),
      seal: seal)
  }

  package func write(to wire: inout Reckoner__V1__Evidence, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.number = try arena.place(number)
    wire.phrase = try arena.place(phrase)
    wire.sentence = try arena.place(sentence)
    wire.section = .init(UInt32(section.rawValue))
    wire.subject = try arena.place(subject?.value ?? "", "subject")
    wire.location = try arena.place(location)
    wire.sentence_text = try arena.place(sentenceText, "sentence_text")
    wire.number_text = try arena.place(numberText, "number_text")
    wire.sentence_seal = arena.place(seal?.sentence.bytes ?? [])
    wire.number_seal = arena.place(seal?.number.bytes ?? [])
  }
}

extension Span: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Span>?) -> Void {
    reckoner__v1__span__init
  }

  package init(reading wire: Reckoner__V1__Span) throws(LedgerError) {
    self.init(
      bytes: try Self.range(wire.byte_start, wire.byte_end, "byte_start"),
      characters: try Self.range(wire.character_start, wire.character_end, "character_start"))
  }

  private static func range(_ start: Int64, _ end: Int64, _ name: String) throws(LedgerError)
    -> Range<Int>
  {
    guard start >= 0, start <= end else {
      throw LedgerError(.malformed, subject: name, "not a stretch: \(start) to \(end)")
    }
    return Int(start)..<Int(end)
  }

  package func write(to wire: inout Reckoner__V1__Span, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.byte_start = Int64(bytes.lowerBound)
    wire.byte_end = Int64(bytes.upperBound)
    wire.character_start = Int64(characters.lowerBound)
    wire.character_end = Int64(characters.upperBound)
  }
}

extension TextLocation: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__TextLocation>?) -> Void
  { reckoner__v1__text_location__init }

  package init(reading wire: Reckoner__V1__TextLocation) throws(LedgerError) {
    self.init(
      part: try Read.text(wire.part, "part"), page: try Read.count(wire.page, "page"),
      box: try Read.message(wire.box, "box"))
  }

  package func write(to wire: inout Reckoner__V1__TextLocation, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.part = try arena.place(part, "part")
    wire.page = Int32(clamping: page)
    wire.box = try arena.place(box)
  }
}

extension TextLocation.Box: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__PageBox>?) -> Void {
    reckoner__v1__page_box__init
  }

  package init(reading wire: Reckoner__V1__PageBox) throws(LedgerError) {
    self.init(
      left: try Read.number(wire.left, "left"), top: try Read.number(wire.top, "top"),
      width: try Read.number(wire.width, "width"), height: try Read.number(wire.height, "height"))
  }

  package func write(to wire: inout Reckoner__V1__PageBox, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.left, wire.top, wire.width, wire.height) = (left, top, width, height)
  }
}
