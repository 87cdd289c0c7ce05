import Foundation
import Ledger
import Messages
import Wording

/// A checked draft as a page of W3C web annotations (Web Annotation Data Model, 2017): offsets count Unicode code points of the
/// text, from 0, and the quote finds the place again where the text has moved.
struct DraftAnnotations: Encodable {
  private let context = ["http://www.w3.org/ns/anno.jsonld"]
  private let type = "AnnotationPage"
  private let items: [Item]

  private enum CodingKeys: String, CodingKey {
    case context = "@context"
    case type, items
  }

  init(_ draft: Draft) {
    let text = Array(String(decoding: draft.content, as: UTF8.self).unicodeScalars)
    let isWhole = DraftText(draft).isWhole
    let records = draft.records
    items = draft.answer.draft.figures.map { figure in
      Item(
        body: figure.remarks.map { Body($0, records) },
        target: Target(
          source: draft.file,
          selector: isWhole
            ? Selector.both(figure.claim.evidence.number, in: text)
            : [Selector.quote(figure.claim.evidence)]),
        level: "\(figure.level)", claim: "\(ClaimID(of: figure.claim))",
        revision: draft.answer.status.revision.number)
    }
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  private struct Item: Encodable {
    let type = "Annotation"
    let motivation = "assessing"
    let body: [Body]
    let target: Target
    /// Not of the standard: what needs attention, and which state of the ledger says so.
    let level: String
    let claim: String
    let revision: Int64
  }

  private struct Body: Encodable {
    let type = "TextualBody"
    let purpose = "commenting"
    let format = "text/plain"
    let value: String
    let verdict: String
    let level: String
    /// The ledger's claims with their sentences.
    let claims: [Claim]

    init(_ remark: CheckRemark, _ records: [ClaimID: ClaimRecord]) {
      value = remark.summary
      verdict = "\(remark.verdict)".hyphenated
      level = "\(remark.level)"
      claims = remark.claims.map { id in
        Claim(
          id: "\(id)", standing: records[id].map(Words.standing) ?? "",
          sentence: records[id]?.claim.evidence.sentenceText ?? "")
      }
    }
  }

  private struct Claim: Encodable {
    let id, standing, sentence: String
  }

  private struct Target: Encodable {
    let source: String
    let selector: [Selector]
  }

  private struct Selector: Encodable {
    let type: String
    var start: Int?
    var end: Int?
    var exact: String?
    var prefix: String?
    var suffix: String?

    /// Code points on each side of a quote.
    private static let reach = 32

    /// Of what is no plain text: its words. Places would be those of a text that nobody else has.
    static func quote(_ evidence: Evidence) -> Selector {
      let sentence = Array(evidence.sentenceText.unicodeScalars)
      let start = evidence.number.characters.lowerBound - evidence.sentence.characters.lowerBound
      let number = start..<start + evidence.number.characters.count
      return quote(number.clamped(to: 0..<sentence.count), in: sentence)
    }

    private static func quote(_ range: Range<Int>, in text: [Unicode.Scalar]) -> Selector {
      func part(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(text[range]))
      }
      return Selector(
        type: "TextQuoteSelector", exact: part(range),
        prefix: part(max(0, range.lowerBound - reach)..<range.lowerBound),
        suffix: part(range.upperBound..<min(text.count, range.upperBound + reach)))
    }

    static func both(_ span: Span, in text: [Unicode.Scalar]) -> [Selector] {
      let range = span.characters.clamped(to: 0..<text.count)
      return [
        Selector(
          type: "TextPositionSelector", start: span.characters.lowerBound,
          end: span.characters.upperBound),
        quote(range, in: text),
      ]
    }
  }
}
