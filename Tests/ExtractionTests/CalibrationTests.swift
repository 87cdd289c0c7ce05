import Evaluation
import Foundation
import Ledger
import Testing

@testable import Extraction

@Suite("Confidence")
struct CalibrationTests {
  /// Where Scripts/restate wants the samples that Scripts/calibrate learns from.
  private static let samplesFile = ProcessInfo.processInfo.environment[
    "RECKONER_CONFIDENCE_SAMPLES"]

  /// One found claim: what is known of it without its passage's words.
  private struct Sample: Encodable {
    /// Claims of one passage are never split between learning and checking.
    var passage: String
    var features: [String]
    var right: Bool
  }

  @Test(
    "can be learned: samples are written",
    .enabled(if: samplesFile != nil, "only for Scripts/restate"))
  func samples() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var lines: [String] = []
    for (name, read) in try Self.corpora() {
      for (number, passage) in read.enumerated() {
        for (found, isRight) in zip(passage.claims, passage.isRight) {
          // A running number says which claims belong together, and not which passage it is.
          let sample = Sample(
            passage: "\(name) \(number)", features: found.features.map(\.description),
            right: isRight)
          lines.append(String(decoding: try encoder.encode(sample), as: UTF8.self))
        }
      }
    }
    let file = try #require(Self.samplesFile)
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    #expect(lines.count > 500)
  }

  @Test("means the share of claims that are right at their core")
  func calibrated() throws {
    var samples: [Calibration.Sample] = []
    for passage in try Self.corpora().flatMap(\.1) {
      samples += zip(passage.claims, passage.isRight).map {
        Calibration.Sample(confidence: $0.confidence, isRight: $1)
      }
    }
    let calibration = Calibration(samples)
    #expect(calibration.bins.count == 5)
    #expect(
      calibration.expectedError <= 0.08,
      "\(calibration.bins); Scripts/restate learns the weights anew")
    // It tells claims apart: the surest fifth is right far more often than the least sure one.
    let shares = calibration.bins.map(\.shareRight)
    #expect((shares.last ?? 0) - (shares.first ?? 1) > 0.3, "\(shares)")
  }

  /// What is measured on: the own corpus, and where they are present the ones beside the checkout.
  private static func corpora() throws -> [(String, [ReadPassage])] {
    var corpora = try ReadPassage.own.get()
    if AnnotatedCorpus.isSharedPresent {
      corpora += try ["seeds", "dev"].map { ($0, try AnnotatedCorpus.shared($0).read()) }
    }
    return corpora
  }

  // MARK: the model

  @Test("is a logistic function of the weights of a claim's features, and never certain")
  func model() {
    let model = Confidence(weights: [
      // ln 3 is three to one.
      .init(.rule, "one"): 1.5, .init(.rule, "other"): log(3) - 1.5, .init(.party, "one"): 50,
      .init(.party, "both"): -50,
    ])
    func probability(_ features: Confidence.Feature...) -> Double {
      model.probability(of: features)
    }
    let together = probability(
      .init(.rule, "one"), .init(.rule, "other"), .init(.kind, "unheard of"))
    #expect(abs(together - 0.75) < 1e-12)
    #expect(probability(.init(.kind, "one")) == 0.5)
    #expect(probability(.init(.party, "one")) == 0.98)
    #expect(probability(.init(.party, "both")) == 0.02)
    #expect(Confidence().probability(of: [.init(.rule, "one")]) == 0.5)
  }

  @Test("says in words what speaks for and against a claim")
  func features() throws {
    let read = try extract("Some 30 Malian soldiers were killed and 12 wounded in the attack.")
    let features = try #require(Confidence.features(of: read.claims).first).map(\.description)
    for wanted in [
      "claim: any", "claims in sentence: 2", "rule: passive", "party: one",
      "population: military", "measure: killed", "kind: incident", "polarity: asserted",
      "quantity: about", "size: below 100", "claimant: none",
    ] {
      #expect(features.contains(wanted), "\(wanted) is not among \(features)")
    }
    #expect(Set(features).count == features.count)
  }

  @Test("of a claim follows from its features and the lexicon's weights")
  func rated() throws {
    let model = try Repository.lexicon.get().confidence
    let read = try extract(
      "Some 30 Malian soldiers were killed in the attack. Both armies lost 9,000 men in the war."
    )
    #expect(read.claims.count == 2)
    let wanted = Confidence.features(of: read.claims).map(model.probability)
    #expect(read.claims.map(\.confidence) == wanted)
    #expect(Set(wanted).count == 2)
  }

  // MARK: the table

  @Test(
    "is refused where its table is wrong, with file and line",
    arguments: [
      ("# weights\nclaim: any\n", "confidence.tsv:2"),
      ("claim: any\tmuch\n", "confidence.tsv:1"), ("claim: any\tnan\n", "confidence.tsv:1"),
      ("claim: any\t101\n", "confidence.tsv:1"), ("claim: any\t1\t2\n", "confidence.tsv:1"),
      ("rule: a\t1\n\nrule: b\t-0.5\nrule: a\t1\n", "confidence.tsv:4"),
      ("\t1\n", "confidence.tsv:1"), ("lost\t1\n", "confidence.tsv:1"),
      ("riddle: a\t1\n", "confidence.tsv:1"),
    ])
  func refuses(_ table: String, _ place: String) throws {
    var files = LexiconTests.small
    files["confidence.tsv"] = table
    let error = #expect(throws: LedgerError.self) { try LexiconTests.load(files) }
    #expect(error?.subject.contains(place) == true, "\(String(describing: error))")
    #expect(error?.reason == .misconfigured)
  }

  @Test("has a table that is part of the lexicon and its fingerprint")
  func table() throws {
    var files = LexiconTests.small
    let without = try LexiconTests.load(files)
    files["confidence.tsv"] = "# weights\nclaim: any\t-0.5\nrule: a: b\t1.25\n"
    let with = try LexiconTests.load(files)
    #expect(without.confidence.weights.isEmpty)
    #expect(with.confidence.weights == [.init(.claim, "any"): -0.5, .init(.rule, "a: b"): 1.25])
    #expect(with.fingerprint != without.fingerprint)
  }
}
