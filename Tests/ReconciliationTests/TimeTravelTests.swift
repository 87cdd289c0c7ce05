import Ledger
import Reconciliation
import Testing

@Suite struct EveryRevisionIsAnswered {
  /// A ledger with everything that may happen in one.
  static func eventfulFeed() -> Feed {
    let a = claim(.upTo(325_000), by: csis, in: "A") { $0.time.asOf = on("2025-12") }
    let b = claim(.exact(325_000), by: csis, in: "B")
    let c = claim(.exact(168_142), by: mediazona, in: "C") { $0.time.asOf = on("2026-02-01") }
    let d = claim(.vague("dozens"), in: "C", at: 30)
    let repeated = claim(.upTo(325_000), by: csis, in: "A", at: 60) {
      $0.relations = [Relation(.repeats, ClaimID(of: a))]
    }
    var feed = Feed()
    feed.add([a])
    feed.sight("A", at: Source(name: "First"))
    feed.add(.vocabulary(vocabulary))
    feed.add([b, c, d])
    feed.review(b, .rejected)
    feed.sight("A", at: Source(name: "Second"))
    feed.end([a])
    feed.review(b, .accepted)
    feed.add([a, repeated])
    var later = vocabulary
    later.sources[0].definition = "Killed only."
    later.vagueIntervals = [.init(term: "dozens", low: 36)]
    feed.add(.vocabulary(later))
    feed.add(
      .withdrawal(Withdrawal(document: c.document, mode: .erased, reason: "safety")))
    feed.end([d])
    feed.sight("C", at: nil)
    feed.decide(c, .corrected, ["group.party": "ukraine", "quantity.best": "168200"])
    feed.decide(c, .rejected, by: "Bob", of: 2)
    feed.decide(repeated, .corrected, ["time.asOf": "2026-01"])
    feed.decide(c, .rejected, of: 2)
    feed.end([repeated])
    feed.add([repeated])
    feed.decide(repeated, .accepted)
    return feed
  }

  @Test func asByAModelThatSawNoMore() throws {
    let feed = Self.eventfulFeed()
    let model = try feed.model()
    for revision in 0...feed.entries.count {
      let then = try feed.model(upTo: revision)
      let at = Revision(Int64(revision))
      // But for what was withdrawn since.
      let (now, before) = (
        try model.compare(Question(), at: at), try then.compare(Question(), at: at)
      )
      #expect(now.withoutMarks == before.withoutMarks)
      let (series, earlier) = (
        try model.series(Question(), at: at), try then.series(Question(), at: at)
      )
      #expect(series.withoutMarks == earlier.withoutMarks)
    }
  }

  @Test func aWithdrawalSpeaksOfTodayAtEveryRevision() throws {
    let feed = Self.eventfulFeed()
    let withdrawal = try #require(
      feed.entries.first { if case .withdrawal = $0.body { true } else { false } })
    let (before, now) = (
      try feed.model(upTo: Int(withdrawal.sequence.number) - 1), try feed.model()
    )
    for revision in 5...before.revision.number {
      let figures = try now.compare(Question(), at: Revision(revision)).figures
      // Document C, with Mediazona's figure and nobody's dozens; its figures stay.
      #expect(figures.count { $0.withdrawn > 0 } == 2)
      #expect(figures.allSatisfy { $0.withdrawn == 0 || $0.withdrawn == $0.documents })
      let then = try before.compare(Question(), at: Revision(revision)).figures
      #expect(then.allSatisfy { $0.withdrawn == 0 })
      #expect(then.count == figures.count)
    }
  }

  @Test func aRejectedClaimIsLeftOutFromThenOn() throws {
    let feed = Self.eventfulFeed()
    let model = try feed.model()
    func outlets(_ revision: Int64) throws -> [String]? {
      try model.compare(Question(), at: Revision(revision)).figures
        .first { $0.quantity.leadingValue == 325_000 }?.outlets
    }
    #expect(try outlets(5) == ["First", "Outlet of B"])
    #expect(try outlets(6) == ["First"])
    #expect(try outlets(7) == ["First", "Second"])
    #expect(try outlets(8) == nil)
    #expect(try outlets(9) == ["Outlet of B"])
    #expect(try outlets(10) == ["First", "Outlet of B", "Second"])
  }

  @Test func theDefinitionIsTheOneOfItsTime() throws {
    let model = try Self.eventfulFeed().model()
    func definition(_ revision: Int64) throws -> String? {
      try model.compare(Question(), at: Revision(revision)).topics[0].systems
        .first { $0.claimant?.key == "csis" }?.definition
    }
    #expect(try definition(2) == "")
    #expect(try definition(5) == "Killed, wounded and missing soldiers.")
    #expect(try definition(11) == "Killed only.")
  }

  @Test func aRevisionToComeIsRefused() throws {
    let model = try Self.eventfulFeed().model()
    for number in [model.revision.number + 1, -1] {
      #expect {
        try model.compare(Question(), at: Revision(number))
      } throws: {
        ($0 as? LedgerError)?.reason == .revisionUnknown
      }
    }
  }
}

extension Comparison {
  fileprivate var withoutMarks: Comparison {
    var comparison = self
    for topic in comparison.topics.indices {
      for system in comparison.topics[topic].systems.indices {
        for figure in comparison.topics[topic].systems[system].figures.indices {
          comparison.topics[topic].systems[system].figures[figure].withdrawn = 0
        }
      }
    }
    return comparison
  }
}

extension SeriesSet {
  fileprivate var withoutMarks: SeriesSet {
    var set = self
    for series in set.series.indices {
      for point in set.series[series].points.indices {
        set.series[series].points[point].withdrawn = 0
      }
    }
    return set
  }
}

@Suite struct TheModel {
  @Test func refusesAGapAndStaysAsItWas() throws {
    var feed = Feed()
    feed.add([claim(.exact(1), by: csis, in: "A"), claim(.exact(2), by: csis, in: "B")])
    var model = ClaimModel()
    #expect {
      try model.apply(feed.entries[1])
    } throws: {
      ($0 as? LedgerError)?.reason == .damaged
    }
    #expect(model.revision == .empty)
    try model.apply(feed.entries[0])
    #expect(throws: LedgerError.self) { try model.apply(feed.entries[0]) }
    try model.apply(feed.entries[1])
    #expect(model.revision == Revision(2))
    #expect(model.claimCount == 2)
  }

  @Test func countsAClaimOnceHoweverOftenItIsDelivered() throws {
    let one = claim(.exact(1), by: csis, in: "A")
    var feed = Feed()
    feed.add([one])
    feed.add([one])
    feed.end([one])
    feed.end([one])
    #expect(try feed.model(upTo: 2).claimCount == 1)
    #expect(try feed.model().claimCount == 0)
    #expect(try feed.model().compare(Question(), at: Revision(2)).claims == 1)
  }

  @Test func keepsManyClaimsSmall() throws {
    var feed = Feed()
    for document in 0..<100 {
      feed.add(
        (0..<40).map { number in
          claim(.exact(Double(number)), by: csis, in: "D\(document)", at: number * 10) {
            $0.time.asOf = CivilDate(dayNumber: 19_000 + document).map {
              DateStatement($0, basis: .stated)
            }
          }
        })
    }
    let model = try feed.model()
    #expect(model.claimCount == 4_000)
    #expect(model.bytesPerClaim > 100)
    // Rows of 144 bytes in an array that grows by doubling, and two indexes.
    #expect(model.bytesPerClaim < 320)
    #expect(ClaimModel().bytesPerClaim == 0)
    let answer = try model.compare(Question(asOf: CivilDate("2022-02")), at: model.revision)
    #expect(answer.claims == 40 * 52)
  }
}
