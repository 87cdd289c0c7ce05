import Ledger

/// The columns of the table of claims that say who says so, where it stands, and what became of it.
extension ClaimColumns {
  static let attribution: Claims = [
    Column("claimant", .string, "Who counts; empty where no text says it.") {
      .text($0.claim.attribution.claimant?.name)
    },
    Column("claimant_id", .string, "Their id, where the vocabulary knows them.") {
      .text($0.claim.attribution.claimant?.id?.value)
    },
    Column("speaker", .string, "Who speaks, where that is someone else.") {
      .text($0.claim.attribution.speaker?.name)
    },
    Column("relays", .string, "Who passed it on, nearest to the claimant first.") {
      .list($0.claim.attribution.relays.map(\.name))
    },
    Column("attribution_mode", .string, "How the text says it: direct-quote, headline, own-voice.")
    {
      .code(Term.of($0.claim.attribution.mode))
    },
    Column("announced_sources", .string, "Words that speak of several sources.") {
      .text($0.claim.attribution.announcedSources)
    },
    Column("outlets", .string, "Who published the report: its first sightings, each name once.") {
      .list(names($0))
    },
    Column("urls", .string, "Where it was published, each address once.") {
      .list(distinct($0.sightings.map(\.url)))
    },
    Column("titles", .string, "Its headlines, each once.") {
      .list(distinct($0.sightings.map(\.title)))
    },
  ]

  static let place: Claims =
    [
      Column("section", .string, "The part of the report: headline, lede, body, table …") {
        .code(Term.of($0.claim.evidence.section))
      },
      Column("sentence", .string, "The sentence as read; empty where it was withdrawn.") {
        .text($0.record.claim.evidence.sentenceText)
      },
      Column("number_words", .string, "The number with its modifier, as read.") {
        .text($0.record.claim.evidence.numberText)
      },
    ]
    + spans("sentence") { $0.sentence } + spans("phrase") { $0.phrase }
    + spans("number") { $0.number }
    + [
      Column("relations", .string, "Earlier claims of the document: subset-of:ID, repeats:ID …") {
        .list($0.claim.relations.map { "\(Term.of($0.kind)):\($0.target)" })
      }
    ]

  static let review: Claims = [
    Column("review", .string, "What holds: unreviewed, accepted, corrected or rejected.") {
      .code($0.record.review.name)
    },
    Column("review_pending", .string, "proposed or disputed, where decisions wait.") {
      .code($0.record.pendingReview.map { Term.of($0) })
    },
    Column(
      "corrections", .string, "Fields as they were extracted: field=value. The row is as corrected."
    ) {
      .list($0.record.corrections.map { "\($0.field)=\($0.from)" })
    },
    Column("source_reliability", .string, "A to F, as a reviewer judged the source.") {
      .text($0.record.sourceReliability)
    },
    Column("credibility", .integer, "1 to 6, as a reviewer judged the claim.") {
      $0.record.credibility > 0 ? .count($0.record.credibility) : .empty
    },
    Column("withdrawn", .string, "Why it has no words; empty where it has them.") {
      .text($0.record.withdrawn?.description)
    },
    Column("newer_version", .string, "A later version of the report, at the same address.") {
      .code($0.record.newerVersion)
    },
  ]

  static let entry: Claims = [
    Column("confidence", .double, "The probability that the claim was read right, 0 to 1.") {
      .number($0.claim.confidence)
    },
    Column("rules", .string, "The rules that read it.") { .list($0.claim.rules) },
    Column("extractor_version", .string, "The version of the extractor that read it.") {
      .text($0.record.extractorVersion)
    },
    Column("lexicon_fingerprint", .string, "The lexicon that read it.") {
      .text($0.record.lexiconFingerprint)
    },
    Column("recorded_at", .dateTime, "When the ledger learned of it, in UTC.") {
      .code($0.record.recordedAt)
    },
    Column("began", .integer, "The ledger's entry that brought it.") { .code($0.record.began) },
    Column("revision", .integer, "The revision of the ledger that the row shows.") {
      .code($0.revision)
    },
  ]

  /// Whoever published the document, and whom the text itself names.
  static func names(_ row: ExportedClaim) -> [String] {
    distinct(
      row.sightings.compactMap { $0.outlet?.name }
        + [row.claim.attribution.outlet?.name].compactMap(\.self))
  }

  static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private static func spans(_ name: String, _ span: @escaping @Sendable (Evidence) -> Span)
    -> Claims
  {
    func column(
      _ end: String, _ meaning: String, _ value: @escaping @Sendable (Span) -> Int
    ) -> Column<ExportedClaim> {
      Column("\(name)_\(end)", .integer, meaning) {
        .count(value(span($0.claim.evidence)))
      }
    }
    return [
      column("byte_start", "Where the \(name) begins, in bytes of the original.") {
        $0.bytes.lowerBound
      },
      column("byte_end", "Where it ends, in bytes, exclusive.") { $0.bytes.upperBound },
      column("char_start", "Where it begins, in code points of the text.") {
        $0.characters.lowerBound
      },
      column("char_end", "Where it ends, in code points, exclusive.") {
        $0.characters.upperBound
      },
    ]
  }
}
