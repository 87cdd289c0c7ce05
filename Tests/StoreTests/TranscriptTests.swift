import Ledger
import Messages
import Testing

@testable import LedgerStore

/// A made-up report in markup: the same sentences as `report`, each in a paragraph, read through a map.
func page(_ text: String, _ figures: [Figure] = [Figure()], extractor: String = "1.0") throws
  -> Recording
{
  try transcribed(report(text, figures, extractor: extractor), .map)
}

/// A made-up report that was read by another program, whose text is kept.
func printed(_ text: String, _ figures: [Figure] = [Figure()], extractor: String = "1.0") throws
  -> Recording
{
  try transcribed(report(text, figures, extractor: extractor), .text)
}

/// The report as it would be if its text had come from an original of another form.
private func transcribed(_ plain: Recording, _ form: Transcript.Form) throws -> Recording {
  var recording = plain
  var map = TextMap()
  var original: [UInt8] = Array("<html>".utf8)
  for byte in plain.original {
    if byte == UInt8(ascii: "\n") {
      map.add(original: original.count..<original.count + 3, literal: [byte])
      original += Array("<p>".utf8)
    } else {
      map.add(original: original.count..<original.count + 1, textLength: 1)
      original.append(byte)
    }
  }
  let words = form == .map ? try map.packed() : plain.original
  recording.original = original
  recording.document = DocumentRecord(
    id: DocumentID(original: original), mediaType: "text/html", size: original.count)
  recording.sighting.document = recording.document.id
  recording.run.document = recording.document.id
  recording.run.transcript = Transcript(
    reader: TextReader(name: "sample", version: "1"), form: form, encoding: "UTF-8",
    digest: Digest(of: words), size: words.count, words: words)
  for index in recording.run.claims.indices {
    recording.run.claims[index].document = recording.document.id
    guard form == .map else { continue }
    for span in [\Evidence.number, \.phrase, \.sentence] {
      let place = recording.run.claims[index].evidence[keyPath: span].bytes
      recording.run.claims[index].evidence[keyPath: span].bytes =
        map.original(of: place, in: plain.original) ?? place
    }
  }
  return recording
}

@Suite("Transcripts") struct TranscriptTests {
  @Test("claims of a page are held against the page through its map, and others are refused")
  func map() async throws {
    let fixture = try Fixture()
    try await fixture.append(try page("One.", [Figure(count: 7), Figure(count: 9)]))
    #expect(try await fixture.store.verify().problems.isEmpty)
    var wrong = try page("Two.")
    wrong.run.claims[0].evidence.sentenceText = "Nobody said this."
    let error = await ledgerError { try await fixture.append(wrong) }
    #expect(error?.reason == .malformed)
    wrong = try page("Two.")
    wrong.run.transcript?.words[3] ^= 1
    #expect(await ledgerError { try await fixture.append(wrong) }?.subject == "run.transcript")
  }

  @Test("a text that was derived is kept once, with its reader, whoever reads it again")
  func text() async throws {
    let fixture = try Fixture()
    let first = try printed("One.")
    try await fixture.append(first)
    try await fixture.append(try printed("One.", [Figure(), Figure(count: 9)], extractor: "1.1"))
    let raw = try RawDatabase(fixture.directory.database)
    #expect(try raw.rows("SELECT count(*) FROM transcript") == [["1"]])
    #expect(try await fixture.store.verify().problems.isEmpty)
    let original = try await fixture.store.original(
      of: first.document.id.description, purpose: "to look", author: "desk", at: .second(9))
    #expect(original.transcripts.map(\.words) == [first.run.transcript?.words])
    #expect(original.transcripts.first?.reader.name == "sample")
  }

  @Test("people search the text of a page, and not its markup", arguments: [true, false])
  func search(_ isPage: Bool) async throws {
    let fixture = try Fixture()
    try await fixture.append(isPage ? try page("Harbourmaster.") : try printed("Harbourmaster."))
    func found(_ words: String) async throws -> Int {
      try await fixture.store.search(
        ClaimFilter(words: words), in: .reports, at: fixture.store.head().revision, pageSize: 10,
        cursor: ""
      ).items.count
    }
    #expect(try await found("harbourmaster") == 1)
    #expect(try await found("html") == 0)
    _ = try await fixture.store.rebuild()
    #expect(try await found("harbourmaster") == 1)
    #expect(try await found("html") == 0)
  }

  @Test("what was erased takes its transcript along", arguments: [true, false])
  func erased(_ isPage: Bool) async throws {
    let fixture = try Fixture()
    let recording = isPage ? try page("One.") : try printed("One.")
    try await fixture.append(recording)
    try await fixture.withdraw(recording, .erased)
    let raw = try RawDatabase(fixture.directory.database)
    #expect(
      try raw.rows("SELECT salt IS NULL, words IS NULL, coding, coded_seal IS NULL FROM transcript")
        == [["1", "1", "", "1"]])
    #expect(try await fixture.store.verify().problems.isEmpty)
  }
}
