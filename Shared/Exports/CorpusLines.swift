package import Ledger

/// Sentences with what they claim, in the exchange format of annotated corpora. A passage is one sentence: whole reports
/// are given out by `export evidence` alone, which logs it.
package struct CorpusLines: Sendable {
  /// One passage a line, each with a line end.
  package private(set) var lines: [String] = []
  /// Claims that stand in them.
  package private(set) var claims = 0
  /// Reasons, each with how many claims were left out for it.
  package private(set) var leftOut: [String: Int] = [:]

  /// - Parameters:
  ///   - records: all claims of one document that hold: a passage with some of its claims would teach that there are no
  ///     others. Those that reviewers rejected are no claims.
  ///   - wanted: only sentences with one of these; nil: all.
  package init(_ records: [ClaimRecord], wanted: Set<ClaimID>?, vocabulary: Vocabulary) {
    var bySentence: [Span: [ClaimRecord]] = [:]
    for record in records {
      bySentence[record.claim.evidence.sentence, default: []].append(record)
    }
    for (span, records) in bySentence.sorted(by: { Self.inOrder($0.key, $1.key) }) {
      if let wanted, !records.contains(where: { wanted.contains($0.id) }) { continue }
      guard let first = records.first, first.withdrawn == nil else {
        leftOut["claims without words: these were withdrawn", default: 0] += records.count
        continue
      }
      let text = first.claim.evidence.sentenceText
      var found: [ExchangeClaim] = []
      for record in records where record.review != .rejected {
        guard let claim = Self.claim(record.asItReads, in: text) else {
          leftOut["claims whose words do not stand where they should", default: 0] += 1
          continue
        }
        guard let exchange = ExchangeClaim(claim, text: Array(text.utf8), vocabulary: vocabulary)
        else {
          leftOut["claims of a form that the format does not have", default: 0] += 1
          continue
        }
        found.append(exchange)
      }
      found.sort { ($0.numberStart, $0.quoteStart) < ($1.numberStart, $1.quoteStart) }
      claims += found.count
      let line = JSONValue.object([
        .init(name: "id", value: .string("\(first.claim.document)-\(span.bytes.lowerBound)")),
        .init(
          name: "published",
          value: first.claim.time.published.map { .string($0.date.description) } ?? .null),
        .init(name: "text", value: .string(text)),
        .init(name: "claims", value: .array(found.map(\.json))),
      ])
      lines.append(line.text() + "\n")
    }
  }

  private static func inOrder(_ one: Span, _ other: Span) -> Bool {
    (one.bytes.lowerBound, one.bytes.upperBound) < (other.bytes.lowerBound, other.bytes.upperBound)
  }

  /// The claim as one of a text that is its sentence. Nil where the number does not stand there.
  private static func claim(_ claim: Claim, in text: String) -> Claim? {
    let scalars = Array(text.unicodeScalars)
    let start = claim.evidence.sentence.characters.lowerBound
    func shifted(_ span: Span) -> Span? {
      let (low, high) = (span.characters.lowerBound - start, span.characters.upperBound - start)
      guard low >= 0, low <= high, high <= scalars.count else { return nil }
      func bytes(_ range: Range<Int>) -> Int {
        scalars[range].reduce(0) { $0 + UTF8.width($1) }
      }
      let first = bytes(0..<low)
      return Span(bytes: first..<first + bytes(low..<high), characters: low..<high)
    }
    guard let number = shifted(claim.evidence.number), let phrase = shifted(claim.evidence.phrase)
    else { return nil }
    var words = ""
    words.unicodeScalars.append(contentsOf: scalars[number.characters])
    guard words == claim.evidence.numberText else { return nil }
    var claim = claim
    claim.evidence.number = number
    claim.evidence.phrase = phrase
    return claim
  }
}

extension ExchangeClaim {
  /// Every field, `null` where it is open: as `extract --jsonl` writes it.
  var json: JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    func number(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
    let fields: [(String, JSONValue)] = [
      ("quote", .string(quote)), ("quote_start", .count(quoteStart)),
      ("number_span", .string(numberSpan)), ("number_start", .count(numberStart)),
      ("measure", .string(measure)), ("low", number(low)), ("best", number(best)),
      ("high", number(high)), ("modifier", .string(modifier)), ("party", text(party)),
      ("population", .string(population)),
      (
        "period",
        period.map {
          .object([
            .init(name: "from", value: text($0.from)), .init(name: "to", value: text($0.to)),
          ])
        } ?? .null
      ),
      ("kind", .string(kind)), ("rate_per", text(ratePer)), ("claimant", text(claimant)),
      ("negated_or_hypothetical", .bool(negatedOrHypothetical)),
    ]
    return .object(fields.map { .init(name: $0.0, value: $0.1) })
  }
}
