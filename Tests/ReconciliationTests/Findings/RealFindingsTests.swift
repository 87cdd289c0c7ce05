import Extraction
import Ledger
import Reconciliation
import Testing

/// The five reports and the daily series beside the checkout. Numbers are expected here and nowhere in the program.
@Suite(
  "Findings on the reports beside the checkout",
  .enabled(if: RealData.isPresent, "../shared/seeds is absent: nothing to look at"))
struct RealFindings {
  /// What the reports and the series yield, read once.
  private static let read = Result { () throws -> (claims: [ClaimID: Claim], set: FindingSet) in
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

  private func found(
    _ type: FindingType, _ severity: FindingSeverity, of parts: [(FindingRole, String)]
  ) throws -> Finding {
    let (claims, set) = try Self.read.get()
    let found = set.of(type).filter { finding in
      parts.allSatisfy { role, words in
        finding.claims.contains {
          $0.role == role && shown(claims[$0.claim]).contains(words)
        }
      }
    }
    let finding = try #require(found.first, "\(set.of(type).map(\.summary))")
    #expect(found.count == 1)
    #expect(finding.severity == severity)
    return finding
  }

  private func shown(_ claim: Claim?) -> String {
    guard let claim else { return "" }
    return [
      claim.quantity.display, claim.measure.id.value, claim.group.party?.value ?? "",
      claim.attribution.claimant?.name ?? "", claim.time.asOf?.date.description ?? "",
    ].joined(separator: " ")
  }

  @Test("F1: a beginning two days before that of the series")
  func beginning() throws {
    let finding = try found(
      .conflictingDates, .error, of: [(.one, "1,243,070 losses russia")])
    #expect(finding.formula == "2022-02-22 ≠ 2022-02-24")
  }

  @Test("F2, D20: killed in February 2025 against killed by December 2025")
  func killedFall() throws {
    let finding = try found(
      .countFallsAcross, .high,
      of: [
        (.earlier, "300,000–350,000 killed russia Volodymyr Zelensky"),
        (.later, "≤ 325,000 killed russia CSIS"), (.growth, "1,000 killed russia Mark Rutte"),
      ])
    #expect(finding.formula.hasPrefix("300,000 + 31,000 = 331,000 > 325,000"))
    #expect(finding.value("excluded part of the earlier range")?.high == 355_000)
  }

  @Test("F3, D19: the official toll against the estimate, with the scope of both")
  func officialToll() throws {
    let finding = try found(
      .disjointRanges, .high,
      of: [
        (.one, "100,000–140,000 killed ukraine CSIS"),
        (.other, "55,000 killed ukraine Volodymyr Zelensky"),
      ])
    #expect(finding.formula == "100,000 > 55,000")
    #expect(finding.explained.contains(.scope))
    #expect(abs((finding.widening?.asStated ?? 0) - 45.0 / 155) < 1e-8)
  }

  @Test("F4, D16: the dead of a month that are nearly all its losses")
  func deadOfDecember() throws {
    let finding = try found(
      .rateAgainstLevel, .high,
      of: [
        (.rate, "1,000 killed russia Mark Rutte"), (.seriesStart, "1,173,920"),
        (.seriesEnd, "1,208,970"),
      ])
    #expect(finding.formula.hasSuffix("1,208,970 − 1,173,920 = 35,050"))
    #expect(!finding.claims(.reference).isEmpty)
  }

  /// Whether the extractor reads the multiple that one of the reports states.
  private static let readsTheMultiple = ((try? RealData.seeds()) ?? []).contains {
    $0.quantity.form == .multiple
  }

  @Test(
    "F5, D21: a multiple of losses, whose base differs by which measure is multiplied",
    .enabled(if: readsTheMultiple, "the extractor reads no multiple in these reports"))
  func multiple() throws {
    let finding = try found(
      .otherMeasure, .high,
      of: [(.one, "> 5"), (.other, "1,200,000 casualties russia"), (.other, "325,000 killed")])
    #expect(finding.formula.contains("→ 240,000"))
    #expect(finding.formula.contains("→ 65,000"))
  }

  @Test("F7, D6: more than 434,000 in a year against the series of the same state")
  func year2024() throws {
    let finding = try found(
      .periodAgainstSeries, .medium,
      of: [
        (.total, "> 434,000 casualties russia Oleksandr Syrskyi"), (.seriesStart, "360,010"),
        (.seriesEnd, "790,800"),
      ])
    #expect(finding.formula == "790,800 − 360,010 = 430,790 < > 434,000")
    #expect(finding.value("difference")?.low == 3_210)
  }

  @Test("D5: killed and wounded above all losses of the same day")
  func killedAndWounded() throws {
    let finding = try found(
      .partAboveWhole, .medium,
      of: [
        (.part, "300,000–350,000 killed russia Volodymyr Zelensky"),
        (.part, "600,000–700,000 wounded russia Volodymyr Zelensky"),
        (.whole, "842,930 losses russia General Staff"),
      ])
    #expect(finding.formula == "300,000 + 600,000 = 900,000 > 842,930")
    let above = try #require(finding.value("above, in percent of the whole")?.low)
    #expect(abs(above - 6.77) < 0.01)
  }

  @Test("F8: headlines that drop the lower end")
  func headlines() throws {
    for (head, body) in [
      ("≤ 350,000 killed", "300,000–350,000 killed"),
      ("≤ 700,000 wounded", "600,000–700,000 wounded"),
    ] {
      let finding = try found(
        .headlineAgainstBody, .medium, of: [(.headline, head), (.body, body)])
      #expect(finding.summary.contains("bound dropped"))
    }
  }

  @Test("F9: a headline that asserts what the text projects, above the sum of both sides")
  func nearTwoMillion() throws {
    let finding = try found(
      .headlineAgainstBody, .medium,
      of: [(.headline, "2,000,000 casualties both"), (.body, "2,000,000 casualties both CSIS")])
    #expect(finding.formula.hasSuffix("= 1,700,000–1,800,000"))
    #expect(finding.summary.contains("The headline's subject is russia, and its number is of both"))
    let above = try #require(finding.value("headline above the sum"))
    #expect((above.low ?? 0).rounded() == 11)
    #expect((above.high ?? 0).rounded() == 18)
  }

  @Test("1.4: a text that speaks of several institutions, and has figures of one study")
  func severalSources() throws {
    _ = try found(
      .severalSourcesOneCited, .low, of: [(.cited, "100,000–140,000 killed ukraine CSIS")])
  }

  @Test("F11: a range of which one relay has one end")
  func droppedBound() throws {
    _ = try found(
      .boundsDiffer, .medium,
      of: [(.telling, "100,000–140,000 killed ukraine"), (.retelling, "≤ 140,000 killed ukraine")])
  }

  @Test("F20, F21, F24 are marks")
  func marks() throws {
    let set = try Self.read.get().set
    #expect(set.of(.gluedParts).count == 1)
    #expect(set.of(.notObserved).count == 2)
    #expect(set.of(.scaleOfOtherMeasure).count == 1)
    #expect(set.of(.definitionsDiffer).count >= 1)
  }

  @Test("F19: without a date of publication, what is said of last December stays open")
  func undated() throws {
    let claims = try RealData.seeds().filter { $0.time.published?.date.description == "2026-01-29" }
    #expect(!claims.isEmpty)
    let undated = try RealData.undated("002")
    let set = try findings(undated, FindingQuestion(), try RealData.lexicon.get().vocabulary)
    let mark = try #require(set.of(.undatedReport).first)
    #expect(mark.summary.contains("december"))
    #expect(mark.missing == ["the date of publication"])
  }

  @Test("what goes together is not flagged, and nothing else is")
  func silence() throws {
    let (claims, set) = try Self.read.get()
    // 1.2 million against 1,243,070; 168,142 against up to 325,000; 31,000 before 55,000.
    for (one, other) in [
      ("1,200,000", "1,2"), ("168,142", "325,000"), ("31,000", "55,000"),
    ] {
      let both = set.disagreements.filter { finding in
        let figures = finding.claims.filter { $0.role != .reference }.map {
          claims[$0.claim]?.quantity.display ?? ""
        }
        return figures.contains { $0.contains(one) }
          && figures.contains { $0.contains(other) && !$0.contains(one) }
      }
      #expect(both.map(\.summary) == [])
    }
    let known: Set<FindingType> = [
      .conflictingDates, .countFallsAcross, .disjointRanges, .rateAgainstLevel,
      .periodAgainstSeries, .partAboveWhole, .headlineAgainstBody, .boundsDiffer, .otherMeasure,
      .severalSourcesOneCited,
    ]
    #expect(set.disagreements.filter { !known.contains($0.type) }.map(\.summary) == [])
    #expect(set.disagreements.count <= 14, "\(set.disagreements.map(\.summary))")
  }

  @Test("all claims of the war together")
  func together() throws {
    let set = try Self.read.get().set
    let war = try #require(set.together.first { $0.conflict == "russia-ukraine" })
    // The official toll and the estimate are the furthest apart of all.
    #expect(abs(war.widening.asStated - 45.0 / 155) < 1e-6)
    #expect(war.binding.count == 2)
  }
}
