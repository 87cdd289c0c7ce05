import Extraction
import Ledger
import Reconciliation
import Testing

/// The five reports and the daily series beside the checkout. Numbers are expected here and nowhere in the program.
///
/// Rows of ../shared/design/field.md (1.3: D, 1.6: F) and what holds them. [ext] is what rests on texts that are not loaded.
///
/// | row | verdict | test |
/// |---|---|---|
/// | D1 | reproduced | RealDerivationTests.shareOfAYear |
/// | D2 | reproduced | RealDerivationTests.woundedPerKilled |
/// | D3 | compatible | RealDerivationTests.woundedPerKilled |
/// | D5 | error (understated) | killedAndWounded |
/// | D6, F7 | contradicted | year2024; RealSeriesTests.givesTheTotalOfAYear… |
/// | D7 | reproduced | RealDerivationTests.lossesOfTheSides |
/// | D8 | – | RealDerivationTests.woundedPerKilled; from the lower end of 275,000 [ext] not |
/// | D9 | 11 to 18 % above | RealDerivationTests.bothSidesTogether, nearTwoMillion |
/// | D10 | compatible from the upper end only | RealDerivationTests.timeToReachWhatWasProjected |
/// | D11 | – | RealDerivationTests.rateOverTheDaysOfTheWar |
/// | D12 | compatible | RealSilence.alignedWithTheSeries, RealSilence.pairs |
/// | D14 | reproduced | RealDerivationTests.aMonthOfTheDaysRate |
/// | D16, F4 | contradicted | deadOfDecember; whether "35,000" were killed [ext] not |
/// | D17 | compatible, contradicted | RealDerivationTests.timeForWhatComesOnTop |
/// | D19, F3 | contradicted | officialToll |
/// | D20, F2 | contradicted | killedFall |
/// | D21, F5 | error | multiple; what the base was [ext]: RealDerivationTests.whatAMultipleImplies (not checkable) |
/// | F1 | error | beginning |
/// | F8, F9 | medium | headlines, nearTwoMillion |
/// | F11 | medium | droppedBound |
/// | F12 | – | left out: the figure in between [ext] is in none of the reports |
/// | F16, F20, F21, F24 | marks | marks |
/// | F19 | medium | undated |
/// | 1.4 several sources | low | severalSources |
/// | must not be flagged | silent | RealSilence |
@Suite(
  "Findings on the reports beside the checkout",
  .enabled(if: RealData.isPresent, "../shared/seeds is absent: nothing to look at"))
struct RealFindingsTests {
  @Test("F1: a beginning two days before that of the series")
  func beginning() throws {
    let finding = try RealFindings.found(
      .conflictingDates, .error, of: [(.one, "1,243,070 losses russia")])
    #expect(finding.formula == "2022-02-22 ≠ 2022-02-24")
  }

  @Test("F2, D20: killed in February 2025 against killed by December 2025")
  func killedFall() throws {
    let finding = try RealFindings.found(
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
    let finding = try RealFindings.found(
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
    let finding = try RealFindings.found(
      .rateAgainstLevel, .high,
      of: [
        (.rate, "1,000 killed russia Mark Rutte"), (.seriesStart, "1,173,920"),
        (.seriesEnd, "1,208,970"),
      ])
    #expect(finding.formula.hasSuffix("1,208,970 − 1,173,920 = 35,050"))
    #expect(!finding.claims(.reference).isEmpty)
    // So few others for each of the dead, where whoever states both says two: a third of the losses would be dead.
    #expect(((finding.value("others for each")?.low ?? 0) * 100).rounded() == 13)
    let share = try #require(finding.value("share by Volodymyr Zelensky")?.low)
    #expect((35_050 * share / 100).rounded() == 11_683)
  }

  @Test("F5, D21: a multiple of losses, whose base differs by which measure is multiplied")
  func multiple() throws {
    let finding = try RealFindings.found(
      .otherMeasure, .high,
      of: [(.one, "> 5"), (.other, "1,200,000 casualties russia"), (.other, "325,000 killed")])
    #expect(finding.formula.contains("→ 240,000"))
    #expect(finding.formula.contains("→ 65,000"))
  }

  @Test("F7, D6: more than 434,000 in a year against the series of the same state")
  func year2024() throws {
    let finding = try RealFindings.found(
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
    let finding = try RealFindings.found(
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
      let finding = try RealFindings.found(
        .headlineAgainstBody, .medium, of: [(.headline, head), (.body, body)])
      #expect(finding.summary.contains("bound dropped"))
    }
  }

  @Test("F9: a headline that asserts what the text projects, above the sum of both sides")
  func nearTwoMillion() throws {
    let finding = try RealFindings.found(
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
    _ = try RealFindings.found(
      .severalSourcesOneCited, .low, of: [(.cited, "100,000–140,000 killed ukraine CSIS")])
  }

  @Test("F11: a range of which one relay has one end")
  func droppedBound() throws {
    _ = try RealFindings.found(
      .boundsDiffer, .medium,
      of: [(.telling, "100,000–140,000 killed ukraine"), (.retelling, "≤ 140,000 killed ukraine")])
  }

  @Test("F20, F21, F24 are marks")
  func marks() throws {
    let (claims, set) = try RealFindings.read.get()
    #expect(set.of(.gluedParts).count == 1)
    for (type, words) in [
      (.gluedParts, "displaced"), (.notObserved, "800,000 killed russia Volodymyr Zelensky"),
      (.notObserved, "2,000,000 casualties both CSIS"),
      (.scaleOfOtherMeasure, "57,000 losses us"), (.definitionsDiffer, "casualties russia CSIS"),
    ] as [(FindingType, String)] {
      let marked = set.of(type).filter { mark in
        mark.claims.contains { RealFindings.shown(claims[$0.claim]).contains(words) }
      }
      #expect(marked.count == 1, "\(type) \(words)")
    }
    let definitions = set.of(.definitionsDiffer).map(\.summary)
    #expect(
      definitions.contains {
        $0.contains("CSIS (casualties): killed, missing, wounded")
          && $0.contains("General Staff of Ukraine (losses): captured, killed, missing, wounded")
      })
    // Nothing that was not observed is in a series.
    #expect(
      set.disagreements.allSatisfy { finding in
        finding.type == .headlineAgainstBody
          || finding.claims.allSatisfy { claims[$0.claim]?.polarity == .asserted }
      })
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

  @Test("all claims of the war together")
  func together() throws {
    let set = try RealFindings.read.get().set
    let war = try #require(set.together.first { $0.conflict == "russia-ukraine" })
    // The official toll and the estimate are the furthest apart of all.
    #expect(abs(war.widening.asStated - 45.0 / 155) < 1e-6)
    #expect(war.binding.count == 2)
  }
}
