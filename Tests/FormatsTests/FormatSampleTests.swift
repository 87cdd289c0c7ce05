import Ledger
import Testing

@testable import Formats

@Suite("Samples of formats")
struct FormatSampleTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var mediaType: String
    /// Claims that must be found: their measure, number and words of their sentence.
    var claims: [(measure: String, number: String, words: String)]
    var testDescription: String { name }
  }

  static let samples = [
    Sample(
      name: "quarter-in-figures.pdf", mediaType: "application/pdf",
      claims: [
        ("killed", "at least 1,250", "Ukrainian soldiers were killed near the two towns"),
        ("killed", "3,400", "its own estimate of Russian losses"),
        ("killed", "5,610", "more names than ever before, and according to the monitor"),
        ("killed", "1,905", "February 2026"), ("killed", "11", "On the coast"),
      ]),
    Sample(
      name: "two-hospitals.docx",
      mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      claims: [
        ("killed", "64", "two hospitals of the town"), ("killed", "at least 130", "The army said"),
        ("killed", "17", "on one morning"), ("killed", "22", "8 to 14 May 2025"),
        ("wounded", "88", "8 to 14 May 2025"), ("killed", "45", "on its own side"),
      ]),
    Sample(
      name: "daily-digest.eml", mediaType: "message/rfc822",
      claims: [
        ("killed", "58", "than in any week before"), ("killed", "31", "Our reporters count"),
        ("killed", "44", "2025-06-02"), ("wounded", "140", "2025-06-03"),
      ]),
    Sample(
      name: "overnight.eml", mediaType: "message/rfc822",
      claims: [("killed", "7", "Russian drones"), ("killed", "3", "The night before")]),
    Sample(
      name: "soldiers-by-month.csv", mediaType: "text/csv",
      claims: [("killed", "3,120", "January 2026"), ("killed", "1,905", "February 2026")]),
    Sample(
      name: "civilians-by-week.tsv", mediaType: "text/tab-separated-values",
      claims: [("killed", "64", "1 May 2025"), ("wounded", "152", "8 May 2025")]),
  ]

  @Test("are read as what they are, and yield their claims", arguments: samples)
  func claims(_ sample: Sample) throws {
    let original = try FormatSamples.bytes(sample.name)
    let document = try FormatSamples.read(sample.name)
    #expect(document.mediaType == sample.mediaType)
    #expect(document.warnings.isEmpty)
    expectSound(document, original)
    let claims = try FormatSamples.claims(document)
    for expected in sample.claims {
      #expect(
        claims.contains {
          "\($0.measure.id)" == expected.measure && $0.evidence.numberText == expected.number
            && $0.evidence.sentenceText.contains(expected.words)
        },
        "\(expected) among \(claims.map { ($0.measure.id, $0.evidence.numberText, $0.evidence.sentenceText) })"
      )
    }
  }

  @Test("every claim's spans lead back to its sentence and number", arguments: samples)
  func spans(_ sample: Sample) throws {
    let original = try FormatSamples.bytes(sample.name)
    let document = try FormatSamples.read(sample.name)
    let claims = try FormatSamples.claims(document)
    #expect(!claims.isEmpty)
    for claim in claims {
      let found = claim.evidence
      #expect(evidence(found.sentence, of: document, original) == found.sentenceText)
      #expect(evidence(found.number, of: document, original) == found.numberText)
    }
  }

  @Test("every claim of a PDF has its page and place")
  func places() throws {
    let document = try FormatSamples.read("quarter-in-figures.pdf")
    let claims = try FormatSamples.claims(document)
    #expect(claims.count >= 10)
    for claim in claims {
      let location = try #require(claim.evidence.location)
      #expect((1...3).contains(location.page))
      let box = try #require(location.box)
      #expect(box.left >= 60 && box.top > 0 && box.width > 0 && box.height > 0)
      #expect(box.left + box.width <= 595 && box.top + box.height <= 842)
    }
    // Where the line stands that holds the number, not the one where its sentence begins.
    let later = try #require(claims.first { $0.evidence.numberText == "5,610" })
    #expect(later.evidence.location?.page == 2)
  }

  @Test("claims of archives and mails say in which part they stand")
  func parts() throws {
    let note = try FormatSamples.claims(try FormatSamples.read("two-hospitals.docx"))
    #expect(
      Set(note.compactMap(\.evidence.location?.part))
        == ["word/document.xml", "word/footnotes.xml"])
    let mail = try FormatSamples.claims(try FormatSamples.read("daily-digest.eml"))
    #expect(
      Set(mail.compactMap(\.evidence.location?.part)).isSubset(
        of: ["subject", "1.1 text/plain", "2 text/csv"]))
  }

  @Test("metadata give title, outlet and publication date")
  func metadata() throws {
    let parts = try samplesWithDates.map { try #require(try FormatSamples.read($0).parts.first) }
    #expect(
      parts.map { $0.published?.date.description } == ["2026-04-02", "2025-05-16", "2025-06-04"])
    #expect(parts.allSatisfy { $0.published?.basis == .metadata })
    #expect(
      parts.map(\.title) == [
        "Losses on the eastern front", "Two hospitals, one war", "Daily digest – 58 killed in Gaza",
      ])
    #expect(parts.map(\.outlet) == ["", "", "Kettle Bay Post"])
  }

  private let samplesWithDates = [
    "quarter-in-figures.pdf", "two-hospitals.docx", "daily-digest.eml",
  ]
}
