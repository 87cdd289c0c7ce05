import Extraction
import Formats
import Ledger
import Support
import Testing

@testable import Reconciliation

/// A text of words that a seed decides.
private func words(_ count: Int, seed: UInt64) -> [String] {
  var random = SeededRandom(state: seed)
  return (0..<count).map { _ in "w\(random.below(5_000))" }
}

private func sketch(_ words: [String]) throws -> DocumentSketch? {
  DocumentSketch(of: try FormatReader.read(Array(words.joined(separator: " ").utf8)))
}

/// The share of sequences of five words that two texts have in common.
private func jaccard(_ one: [String], _ other: [String]) -> Double {
  func shingles(_ words: [String]) -> Set<String> {
    Set((0...(words.count - 5)).map { words[$0..<$0 + 5].joined(separator: " ") })
  }
  let (a, b) = (shingles(one), shingles(other))
  return Double(a.intersection(b).count) / Double(a.union(b).count)
}

@Suite("Sketches of documents") struct SketchTests {
  @Test(arguments: [0, 5, 20, 60, 200, 400]) func tellHowMuchOfTheirWordsTwoTextsShare(
    _ changed: Int
  ) throws {
    let one = words(800, seed: 1)
    let other = Array(one.prefix(800 - changed)) + words(changed, seed: UInt64(changed) + 2)
    let (a, b) = (try #require(try sketch(one)), try #require(try sketch(other)))
    #expect(abs(a.likeness(to: b) - jaccard(one, other)) < 0.15)
    if changed == 0 { #expect(a == b) }
  }

  @Test func takeNoNoticeOfMarksAndCapitals() throws {
    let plain = words(100, seed: 5)
    let set = plain.map { "“\($0.uppercased())”," }
    #expect(try sketch(plain) == sketch(set))
  }

  @Test func areNotMadeOfShortTexts() throws {
    #expect(try sketch(words(40, seed: 3)) == nil)
    #expect(try sketch(words(60, seed: 3)) != nil)
  }

  @Test func ofUnrelatedTextsAgreeInNothing() throws {
    let (a, b) = (
      try #require(try sketch(words(600, seed: 8))), try #require(try sketch(words(600, seed: 9)))
    )
    #expect(a.likeness(to: b) < 0.1)
  }

  /// One empty bin takes its value from the same filled one in both texts.
  @Test func ofShortTextsTellAsMuch() throws {
    let one = words(70, seed: 21)
    let other = Array(one.prefix(60)) + words(10, seed: 22)
    let (a, b) = (try #require(try sketch(one)), try #require(try sketch(other)))
    #expect(abs(a.likeness(to: b) - jaccard(one, other)) < 0.2)
  }
}

@Suite("Copies of documents") struct DocumentCopyTests {
  /// Figures on four measures and two sides, in this order.
  func figures(in document: String, _ order: [Int], _ change: (inout Claim) -> Void = { _ in })
    -> [Claim]
  {
    let values: [(Quantity, MeasureID, PartyID)] = [
      (.exact(1_200_000, digits: 2), "casualties", "russia"), (.upTo(325_000), "killed", "russia"),
      (.range(500_000, 600_000), "casualties", "ukraine"), (.upTo(140_000), "killed", "ukraine"),
      (.exact(54_487, digits: 5), "losses", "us"), (.exact(2_510, digits: 3), "wounded", "ukraine"),
    ]
    return order.enumerated().map { place, index in
      claim(values[index].0, values[index].1, by: csis, in: document, at: place * 20) {
        $0.group.party = values[index].2
        change(&$0)
      }
    }
  }

  func set(
    _ documents: [[Claim]], texts: [[String]?] = [], withdrawn: String? = nil,
    _ question: Question = Question()
  ) throws -> OriginSet {
    var feed = Feed()
    for (index, claims) in documents.enumerated() {
      let text = index < texts.count ? texts[index] : nil
      feed.add(
        .run(
          ExtractionRun(
            document: claims[0].document, language: "en", extractorVersion: "1",
            lexiconFingerprint: "f", claims: claims, sketch: try text.flatMap(sketch))))
    }
    if let withdrawn {
      feed.add(
        .withdrawal(
          Withdrawal(
            document: DocumentID(original: Array(withdrawn.utf8)), mode: .sealed, reason: "test")))
    }
    let model = try feed.model()
    return try model.origins(question, at: model.revision)
  }

  @Test func areFoundByTheirWords() throws {
    let one = words(700, seed: 4)
    let other = Array(one.prefix(640)) + words(60, seed: 5)
    let documents = [
      figures(in: "A", [0]), figures(in: "B", [0]), figures(in: "C", [3]),
    ]
    let found = try set(documents, texts: [one, other, words(700, seed: 6)])
    #expect(found.copies.count == 1)
    let copy = try #require(found.copies.first)
    #expect(copy.kind == .nearCopy)
    #expect(abs((copy.likeness ?? 0) - jaccard(one, other)) < 0.15)
    #expect(
      Set([copy.document, copy.other])
        == Set(["A", "B"].map { DocumentID(original: Array($0.utf8)) }))
  }

  @Test func areFoundByTheSameClaimsInTheSameOrder() throws {
    let found = try set([figures(in: "A", [0, 1, 2, 3]), figures(in: "B", [0, 1, 2, 3, 5])])
    let copy = try #require(found.copies.first)
    #expect(copy.kind == .retelling)
    #expect((copy.sharedClaims, copy.inOrder) == (4, 4))
    #expect(copy.likeness == nil)
  }

  @Test func areNotEveryTwoThatCiteOneSource() throws {
    // The same claims, told in another order.
    #expect(
      try set([figures(in: "A", [0, 1, 2, 3]), figures(in: "B", [3, 2, 1, 0])]).copies.isEmpty)
    // Too few of them.
    #expect(try set([figures(in: "A", [0, 1, 2]), figures(in: "B", [0, 1, 2])]).copies.isEmpty)
  }

  @Test func nameWhatStandsAtTheSamePlaceAndDiffers() throws {
    var altered = figures(in: "B", [0, 1, 4, 2, 3])
    altered[2].quantity = .about(57_000, "around", digits: 2)
    let found = try set([figures(in: "A", [0, 1, 4, 2, 3]), altered])
    let copy = try #require(found.copies.first)
    #expect(copy.changes.count == 1)
    let change = try #require(copy.changes.first?.changes.first)
    #expect(change.kind == "number altered")
    #expect(Set([change.before, change.after]) == ["54,487", "~57,000"])
  }

  @Test func nameAMeasureThatChangedAtTheSamePlace() throws {
    var altered = figures(in: "B", [0, 1, 5, 2, 3])
    altered[2].measure.id = "killed"
    let found = try set([figures(in: "A", [0, 1, 5, 2, 3]), altered])
    #expect(found.copies.first?.changes.first?.changes.map(\.kind) == ["measure changed"])
  }

  @Test func areForgottenWithTheWords() throws {
    let text = words(300, seed: 4)
    let documents = [figures(in: "A", [0]), figures(in: "B", [0])]
    #expect(try set(documents, texts: [text, text]).copies.count == 1)
    #expect(try set(documents, texts: [text, text], withdrawn: "A").copies.isEmpty)
  }

  @Test func areThoseOfTheDocumentsAskedFor() throws {
    let text = words(300, seed: 4)
    let documents = [figures(in: "A", [0]), figures(in: "B", [0]), figures(in: "C", [3])]
    let texts = [text, text, text]
    #expect(try set(documents, texts: texts).copies.count == 3)
    // A is asked for; what it is a copy of belongs to the answer, wherever it is about.
    #expect(
      try set(documents, texts: texts, Question(party: "ukraine")).copies.count == 2)
  }
}
