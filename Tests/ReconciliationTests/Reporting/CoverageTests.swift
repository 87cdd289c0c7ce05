import Ledger
import Testing

@testable import Reconciliation

/// What changed in how sources report, from the claims of a ledger.
@Suite struct CoverageTests {
  private func figures(
    _ days: some Sequence<Int>, by source: Source = MadeUpWar.staff,
    _ quantity: (Int) -> Quantity = { .exact(Double(1_001 + 7 * $0), digits: 4) }
  ) -> [Claim] {
    days.map { day in
      claim(quantity(day), by: source, in: "report \(source.name) \(day)") {
        $0.group.conflict = "river-war"
        let date = CivilDate(dayNumber: 22_000 + day)
        $0.time.asOf = date.map { DateStatement($0, basis: .stated) }
        $0.time.published = date.map { DateStatement($0, basis: .supplied) }
      }
    }
  }

  private func coverage(_ claims: [Claim], _ question: Question = Question()) throws
    -> CoverageSet
  {
    var feed = Feed()
    feed.add(.vocabulary(MadeUpWar.vocabulary))
    feed.add(claims)
    let model = try feed.model()
    var kept = KeptAnswers()
    return try model.coverage(question, at: model.revision, &kept)
  }

  @Test func aCountThatWentQuietIsNoticedWithItsLastClaim() throws {
    let staff = figures(0..<20)
    let set = try coverage(staff + figures([45], by: MadeUpWar.institute))
    let notice = try #require(set.notices.first { $0.kind == .wentQuiet && !$0.isOutlet })
    #expect(notice.source == MadeUpWar.staff)
    #expect(notice.date == CivilDate(dayNumber: 22_020))
    #expect(notice.claims == [ClaimID(of: staff[19])])
    #expect(set.newest == CivilDate(dayNumber: 22_045))
    // Asked about another war, nothing is said of it.
    #expect(try coverage(staff, Question(conflict: "lake-war")).notices.isEmpty)
    #expect(try coverage(staff).notices.isEmpty)
  }

  @Test func figuresThatBecomeRoundOrHedgedAreNoticed() throws {
    let rounded = try coverage(
      figures(0..<40) {
        $0 < 20
          ? .exact(Double(10_001 + 7 * $0), digits: 5)
          : .exact(Double(11_000 + 100 * $0), digits: 3)
      })
    let precision = try #require(rounded.notices.first { $0.kind == .precisionChanged })
    #expect(precision.date == CivilDate(dayNumber: 22_020))
    #expect(precision.after == "rounded")
    let hedged = try coverage(
      figures(0..<40) {
        $0 < 20
          ? .exact(Double(10_001 + 7 * $0), digits: 5)
          : .about(Double(10_001 + 7 * $0), "about", digits: 5)
      })
    #expect(hedged.notices.map(\.kind) == [.wordingChanged])
  }

  @Test func fewerClaimsOfACountAreNoticed() throws {
    // Four texts have each figure of the first half, one those of the second.
    let texts = figures(stride(from: 0, to: 360, by: 4)).flatMap { claim -> [Claim] in
      let day = (claim.time.asOf?.date.dayNumber ?? 0) - 22_000
      return (0..<(day < 180 ? 4 : 1)).map { copy in
        var claim = claim
        claim.document = DocumentID(original: Array("\(day) in paper \(copy)".utf8))
        return claim
      }
    }
    let set = try coverage(texts)
    let notice = try #require(set.notices.first { $0.kind == .volumeChanged && !$0.isOutlet })
    #expect(notice.source == MadeUpWar.staff)
    #expect(set.notices.filter { !$0.isOutlet }.map(\.kind) == [.volumeChanged])
  }

  @Test func anotherDefinitionIsNoticedWithItsDay() throws {
    var feed = Feed()
    var words = MadeUpWar.vocabulary
    feed.add(.vocabulary(words))
    feed.add(figures(0..<3, by: MadeUpWar.institute))
    words.lexiconFingerprint = "g"
    words.sources[0].definition = "An estimate, now with the missing."
    feed.add(.vocabulary(words))
    let model = try feed.model()
    var kept = KeptAnswers()
    let set = try model.coverage(Question(), at: model.revision, &kept)
    #expect(set.notices.map(\.kind) == [.definitionChanged])
    #expect(set.notices.first?.before == "An estimate.")
    #expect(set.notices.first?.after == "An estimate, now with the missing.")
    // Before it changed, it had not.
    #expect(try model.coverage(Question(), at: Revision(4), &kept).notices.isEmpty)
  }

  @Test func anOutletThatWentQuietIsNone() throws {
    // Two papers tell the same staff's figures; one of them stops.
    let both = figures(0..<40).map { claim in
      var claim = claim
      claim.attribution.outlet = Source(name: "Steady Courier")
      return claim
    }
    let stopping = figures(0..<15, by: MadeUpWar.institute).map { claim in
      var claim = claim
      claim.attribution.outlet = Source(name: "Stopping Courier")
      return claim
    }
    let set = try coverage(both + stopping)
    let outlets = set.notices.filter { $0.isOutlet && $0.kind == .wentQuiet }
    #expect(outlets.map(\.source.name) == ["Stopping Courier"])
  }
}
