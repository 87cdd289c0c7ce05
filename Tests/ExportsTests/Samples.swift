import Ledger

@testable import Exports

/// Claims by fictional outlets, with as many of their fields set as a test wants.
enum Sample {
  static let document = DocumentID(original: Array("A report.".utf8))
  static let sentence = "Officials said that at least 1,200 soldiers were killed, and 30 hurt."

  static func date(_ text: String, _ basis: DateStatement.Basis = .stated) -> DateStatement {
    DateStatement(CivilDate(text)!, basis: basis, words: "on \(text)")
  }

  static func source(_ name: String, _ id: SourceID? = nil) -> Source { Source(id: id, name: name) }

  static func atLeast(_ value: Double) -> Quantity {
    Quantity(
      form: .lowerBound, low: .init(value), modifier: .atLeast, modifierText: "at least",
      significantDigits: 2)
  }

  static func range(_ low: Double, _ high: Double) -> Quantity {
    Quantity(form: .range, low: .init(low), high: .init(high), modifier: .range)
  }

  static func claim(
    _ quantity: Quantity = atLeast(1200), sentence: String = sentence,
    measure: MeasureID = "killed", time: ClaimTime = ClaimTime(asOf: date("2031-02")),
    kind: Claim.Kind = .cumulative, document: DocumentID = document
  ) -> Claim {
    Claim(
      document: document, quantity: quantity, measure: MeasureStatement(measure, words: "killed"),
      group: CountedGroup(
        party: "southland", population: "military", conflict: "north-south",
        conflictBasis: .stated, place: "Port"), time: time, kind: kind,
      attribution: Attribution(claimant: source("Ministry of Southland", "south-ministry")),
      evidence: Evidence(
        number: Span(bytes: 120..<134, characters: 119..<133),
        phrase: Span(bytes: 120..<155, characters: 119..<154),
        sentence: Span(bytes: 101..<172, characters: 100..<169), section: .body,
        sentenceText: sentence, numberText: "at least 1,200"),
      rules: ["verb"], confidence: 0.75)
  }

  static func record(
    _ claim: Claim = claim(), review: ReviewDecision.Decision = .unreviewed,
    corrections: [String: String] = [:]
  ) -> ClaimRecord {
    var record = ClaimRecord(
      id: ClaimID(of: claim), claim: claim, began: Revision(7),
      recordedAt: Moment("2031-02-05T10:20:30Z")!, author: "local", extractorVersion: "1",
      lexiconFingerprint: "abc", review: review)
    if !corrections.isEmpty {
      let reading = claim.reading(with: corrections)
      record.reading = reading
      record.corrections = claim.differences(to: reading)
    }
    return record
  }

  static func sighting(_ outlet: String, url: String = "", title: String = "") -> Sighting {
    Sighting(
      document: document, outlet: source(outlet), url: url,
      receivedAt: Moment("2031-02-05T10:20:30Z")!, title: title)
  }
}

/// A reader of CSV as RFC 4180 has it, that shares nothing with the writer.
enum CSVReader {
  struct Wrong: Error {}

  static func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var scalars = Array(text.unicodeScalars)[...]
    while !scalars.isEmpty {
      var cell = ""
      if scalars.first == "\"" {
        scalars.removeFirst()
        while true {
          guard let next = scalars.popFirst() else { throw Wrong() }
          if next != "\"" {
            cell.unicodeScalars.append(next)
          } else if scalars.first == "\"" {
            scalars.removeFirst()
            cell += "\""
          } else {
            break
          }
        }
      } else {
        while let next = scalars.first, next != ",", next != "\r" {
          guard next != "\"", next != "\n" else { throw Wrong() }
          cell.unicodeScalars.append(scalars.removeFirst())
        }
      }
      row.append(cell)
      guard let end = scalars.popFirst() else { throw Wrong() }
      if end == "," { continue }
      guard end == "\r", scalars.popFirst() == "\n" else { throw Wrong() }
      rows.append(row)
      row = []
    }
    return rows
  }

  /// Each row by the names of the columns.
  static func table(_ text: String) throws -> [[String: String]] {
    let rows = try rows(text)
    guard let header = rows.first, Set(header).count == header.count else { throw Wrong() }
    return try rows.dropFirst().map { row in
      guard row.count == header.count else { throw Wrong() }
      return Dictionary(uniqueKeysWithValues: zip(header, row))
    }
  }
}
