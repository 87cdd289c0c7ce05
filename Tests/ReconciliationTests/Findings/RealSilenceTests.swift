import Extraction
import Ledger
import Testing

@testable import Reconciliation

/// What the reports and the series yield, read once, and how tests name a claim.
enum RealFindings {
  static let read = Result { () throws -> (claims: [ClaimID: Claim], set: FindingSet) in
    let claims = try RealData.seeds() + RealData.dailyCounts()
    var feed = Feed()
    feed.add(.vocabulary(try RealData.lexicon.get().vocabulary))
    feed.add(claims)
    let model = try feed.model()
    return (
      Dictionary(claims.map { (ClaimID(of: $0), $0) }) { first, _ in first },
      try model.findings(FindingQuestion(together: true), at: model.revision)
    )
  }

  /// The one finding of a type whose claims in each role show some words.
  static func found(
    _ type: FindingType, _ severity: FindingSeverity, of parts: [(FindingRole, String)]
  ) throws -> Finding {
    let (claims, set) = try read.get()
    let found = set.of(type).filter { finding in
      parts.allSatisfy { role, words in
        finding.claims.contains { $0.role == role && shown(claims[$0.claim]).contains(words) }
      }
    }
    let finding = try #require(found.first, "\(set.of(type).map(\.summary))")
    #expect(found.count == 1)
    #expect(finding.severity == severity)
    return finding
  }

  /// `1,243,070 losses russia General Staff of Ukraine 2026-02-04`
  static func shown(_ claim: Claim?) -> String {
    guard let claim else { return "" }
    return [
      claim.quantity.display, claim.measure.id.value, claim.group.party?.value ?? "",
      claim.attribution.claimant?.name ?? "", claim.time.asOf?.date.description ?? "",
    ].joined(separator: " ")
  }
}

/// Pairs of claims that go together, and the figures of one count through a hedge, a name, a rounding or a day.
@Suite(
  "What goes together among the reports beside the checkout",
  .enabled(if: RealData.isPresent, "../shared/seeds is absent: nothing to look at"))
struct RealSilence {
  /// No finding, but marks, sets the one against the other. Roles that only refer to a claim do not.
  @Test(arguments: [
    ("1,200,000 casualties russia CSIS", "losses russia General Staff"),
    ("168,142 killed russia Mediazona", "325,000 killed russia CSIS"),
    ("31,000 killed ukraine", "55,000 killed ukraine"),
    ("2–2.5 losses", "1,200,000 casualties russia"),
    ("2–2.5 losses", "500,000–600,000 casualties ukraine"),
    ("55,000 killed ukraine", "55,000 killed ukraine"),
    ("1,200,000 casualties russia CSIS", "1,200,000 casualties russia CSIS"),
  ])
  func pairs(_ one: String, _ other: String) throws {
    let (claims, set) = try RealFindings.read.get()
    // What is not there would be silent, too.
    for words in [one, other] {
      #expect(claims.values.contains { RealFindings.shown($0).contains(words) }, "\(words)")
    }
    let against = set.disagreements.filter { finding in
      let shown = finding.claims.filter { $0.role != .reference }.map {
        RealFindings.shown(claims[$0.claim])
      }
      let first = shown.indices.filter { shown[$0].contains(one) }
      let second = shown.indices.filter { shown[$0].contains(other) }
      return first.contains { index in second.contains { $0 != index } }
    }
    #expect(against.map(\.summary) == [])
  }

  /// 1.2 million by the end of 2025 and the series' own figure of that evening round to one number.
  @Test func alignedWithTheSeries() throws {
    let model = try RealData.model()
    let evening = try #require(CivilDate("2025-12-31"))
    var question = Question(conflict: "russia-ukraine", party: "russia")
    question.asOf = evening
    var none = KeptAnswers()
    let counts = try model.countsAtDate(question, evening, at: model.revision, &none)
    let series = try #require(
      counts.flatMap(\.value).first {
        $0.claimant.id == "general-staff-of-ukraine" && $0.low?.value ?? 0 > 1_000_000
      })
    #expect(series.low?.value == 1_208_970 && series.high?.value == 1_208_970)
    #expect(counts.filter { $0.key.measure == "losses" }.flatMap(\.value).count == 1)
    let study = try #require(
      Interval(rounded: .exact(1_200_000, digits: 2), vocabulary: nil))
    #expect(study.contains(1_208_970))
  }

  /// Whoever spells it with one "y", with "Center" or "Centre", is one counter.
  @Test func spellings() throws {
    let claims = try RealData.seeds()
    for words in ["zelens", "csis", "strategic"] {
      let named = Set(
        claims.compactMap(\.attribution.claimant).filter {
          $0.name.lowercased().contains(words)
        }.map(\.key))
      #expect(named.count <= 1, "\(named)")
    }
    #expect(claims.contains { $0.attribution.claimant?.id == "csis" })
  }

  @Test("nothing else is flagged")
  func all() throws {
    let set = try RealFindings.read.get().set
    let known: [FindingType: Int] = [
      .conflictingDates: 1, .countFallsAcross: 1, .disjointRanges: 1, .rateAgainstLevel: 1,
      .periodAgainstSeries: 1, .partAboveWhole: 1, .headlineAgainstBody: 3, .boundsDiffer: 1,
      .otherMeasure: 1, .severalSourcesOneCited: 1,
    ]
    for (type, findings) in Dictionary(grouping: set.disagreements, by: \.type) {
      #expect(findings.count <= known[type] ?? 0, "\(findings.map(\.summary))")
    }
  }
}
