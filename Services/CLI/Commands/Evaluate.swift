import ArgumentParser
import Evaluation
import Foundation
import Ledger
import RPC
import Synchronization

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Score what is extracted against annotated passages.",
    discussion: """
      Each line of a corpus is an annotated passage, {"id", "published", "text", "claims"}, with an optional
      list "phenomena". Printed are precision, recall and F1 of detecting a claim (its number and measure), of its
      core (value, modifier, party, population, kind, stance) and of the full tuple (claimant and period too), as a
      whole and by phenomenon, and how well confidence is calibrated. Nothing is stored.

      Example: reckon eval Tests/Corpus/annotated/*.jsonl --errors 5
      """)

  @Argument(help: "Annotated passages as JSON Lines; - for standard input.")
  var corpora: [String]
  @Option(
    help: ArgumentHelp("Print the first errors, with what was annotated and read.", valueName: "n"))
  var errors = 0
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let corpora = corpora
    let counting = Counting(errorsWanted: max(0, errors))
    try await connection.withGateway(endless: true) { gateway in
      try await PassageExchange(gateway: gateway).run(corpora) {
        (answered: PassageExchange.Answered<GoldPassage>) in
        counting.add(answered)
      }
    }
    let result = counting.result
    if output.json {
      Swift.print(try result.json())
    } else {
      result.print()
    }
  }
}

extension GoldPassage: ExchangedPassage {
  static let form = """
    each line is {"id": "…", "published": "YYYY-MM-DD" or null, "text": "…", "claims": […]} in the exchange format
    """
}

/// Counts what the answers' task brings.
private final class Counting: Sendable {
  private let counted: Mutex<Evaluated>

  init(errorsWanted: Int) { counted = Mutex(Evaluated(errorsWanted: errorsWanted)) }

  func add(_ answered: PassageExchange.Answered<GoldPassage>) {
    counted.withLock { $0.add(answered) }
  }

  var result: Evaluated { counted.withLock { $0 } }
}

/// What an evaluation has counted so far.
private struct Evaluated {
  var all = Scores()
  var byPhenomenon: [String: Scores] = [:]
  var samples: [Calibration.Sample] = []
  var errors: [String] = []
  let errorsWanted: Int

  init(errorsWanted: Int) { self.errorsWanted = errorsWanted }

  mutating func add(_ answered: PassageExchange.Answered<GoldPassage>) {
    let claims = answered.claims.map(\.exchange)
    let outcome = PassageOutcome(answered.passage, claims)
    all.add(outcome)
    for phenomenon in Set(answered.passage.phenomena) {
      byPhenomenon[phenomenon, default: Scores()].add(outcome)
    }
    let right = Set(outcome.matches.filter(\.isCoreRight).map(\.found))
    samples += answered.claims.enumerated().map { index, found in
      Calibration.Sample(confidence: found.claim.confidence, isRight: right.contains(index))
    }
    note(outcome, answered.passage, claims)
  }

  private mutating func note(
    _ outcome: PassageOutcome, _ passage: GoldPassage, _ claims: [ExchangeClaim]
  ) {
    guard errors.count < errorsWanted else { return }
    for match in outcome.matches where !match.wrong.isEmpty {
      let fields = match.wrong.map(\.rawValue).joined(separator: ", ")
      errors.append("\(passage.id): wrong \(fields): \(claims[match.found].quote)")
    }
    errors += outcome.missed.map { "\(passage.id): missed: \(passage.claims[$0].quote)" }
    errors += outcome.alarms.map { "\(passage.id): false alarm: \(claims[$0].quote)" }
    errors = Array(errors.prefix(errorsWanted))
  }

  // MARK: output

  func print() {
    for error in errors { Swift.print(Terminal.safe(error)) }
    var table = Table(
      ["PHENOMENON", "PASSAGES", "CLAIMS", "FOUND", "DETECT", "CORE", "FULL"],
      right: [1, 2, 3, 4, 5, 6])
    for (name, scores) in byPhenomenon.sorted(by: { $0.key < $1.key }) {
      table.add(Self.row(name, scores))
    }
    table.add(Self.row("all", all))
    table.print()
    let fields = ScoredField.allCases.map {
      "\($0.rawValue) \(Self.figure(all.accuracy(of: $0)))"
    }
    Swift.print("fields  \(fields.joined(separator: "  "))")
    Swift.print(
      "\(all.falseAlarms) false alarms in \(all.passagesWithoutClaim) passages without a claim")
    let calibration = Calibration(samples)
    for bin in calibration.bins {
      let (said, right) = (Self.figure(bin.meanConfidence), Self.figure(bin.shareRight))
      Swift.print("confidence \(said)  right \(right)  (\(bin.count) claims)")
    }
    Swift.print("expected calibration error = \(Self.figure(calibration.expectedError))")
  }

  private static func row(_ name: String, _ scores: Scores) -> [String] {
    [
      name, "\(scores.passages)", "\(scores.gold)", "\(scores.found)", figure(scores.detect.f1),
      figure(scores.core.f1), figure(scores.full.f1),
    ]
  }

  private static func figure(_ value: Double) -> String { String(format: "%.3f", value) }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    let answer = JSONAnswer(
      all: .init(all), byPhenomenon: byPhenomenon.mapValues { .init($0) },
      expectedCalibrationError: Calibration(samples).expectedError)
    return String(decoding: try encoder.encode(answer), as: UTF8.self)
  }

  private struct JSONAnswer: Encodable {
    var all: Figures
    var byPhenomenon: [String: Figures]
    var expectedCalibrationError: Double

    struct Figures: Encodable {
      var passages: Int
      var claims: Int
      var found: Int
      var detectF1: Double
      var coreF1: Double
      var fullF1: Double
      var falseAlarms: Int
      var fields: [String: Double]

      init(_ scores: Scores) {
        (passages, claims, found) = (scores.passages, scores.gold, scores.found)
        (detectF1, coreF1, fullF1) = (scores.detect.f1, scores.core.f1, scores.full.f1)
        falseAlarms = scores.falseAlarms
        fields = Dictionary(
          uniqueKeysWithValues: ScoredField.allCases.map { ($0.rawValue, scores.accuracy(of: $0)) })
      }
    }
  }
}
