import ArgumentParser
import Ledger
import Messages
import RPC

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Record what a person decided about claims: accept, correct, reject.",
    discussion: """
      Nothing is overwritten: a decision is a further entry, and the last one that took effect holds, as a
      whole. Rejected claims are left out of comparisons and series; corrected ones are counted as corrected,
      under the id of what was extracted. Earlier revisions answer as they did (--at).

      The reviewer's name is recorded as stated. Where storage is set to two reviewers, a decision is
      proposed until another one decides the same.

      reckon show CLAIM shows all decisions; reckon claims --review STATE lists claims by them.
      """,
    subcommands: [
      ReviewAcceptCommand.self, ReviewCorrectCommand.self, ReviewRejectCommand.self,
      ReviewFieldsCommand.self,
    ])
}

/// On which claims, who, and why.
struct ReviewOptions: ParsableArguments {
  @Argument(
    help:
      "The claims: ids, or beginnings of them of six characters or more. Findings: whole ids (f-…)."
  )
  var claims: [String]
  @Option(
    help: ArgumentHelp(
      "Why, in one line. It stays in the ledger: name no victim and no witness.", valueName: "text")
  )
  var reason: String
  @Option(help: ArgumentHelp("Who decides.", valueName: "name")) var reviewer: String
  @Option(
    help: ArgumentHelp(
      "Reliability of the source: A (completely reliable) to E (unreliable), F (cannot be judged).",
      valueName: "A-F"))
  var reliability: String?
  @Option(
    help: ArgumentHelp(
      "Credibility of the claim: 2 (probably true) to 5 (improbable), 6 (cannot be judged).",
      valueName: "2-6"))
  var credibility: Int?
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  /// Records the decision and shows what the claims have become.
  func record(_ decision: ReviewDecision.Decision, _ corrections: [String: String] = [:])
    async throws
  {
    let decision = ReviewDecision(
      decision: decision, reason: reason, corrections: corrections,
      sourceReliability: reliability?.uppercased() ?? "", credibility: try grade(),
      reviewer: reviewer)
    // What is wrong in itself needs no server to say so.
    try decision.check()
    let request = ReviewClaimsRequest(
      claims: claims.map { $0.lowercased() }, decision: decision)
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.reviewClaims, request)
    }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      for line in ReviewPage.lines(answer) { print(line) }
    }
  }

  private func grade() throws(LedgerError) -> Int {
    guard let credibility else { return 0 }
    guard (1...6).contains(credibility) else {
      throw LedgerError(
        .malformed, subject: "--credibility", "\(credibility) is no grade",
        hint: "2 is probably true, 5 improbable, 6 cannot be judged")
    }
    return credibility
  }
}

struct ReviewAcceptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Claims say what their sentences say.",
    discussion: """
      Takes earlier corrections and rejections back.

      Example: reckon review accept 0bbd48 --reason "read against the report" --reviewer "A. Example"
      """)

  @OptionGroup var options: ReviewOptions

  func run() async throws { try await options.record(.accepted) }
}

struct ReviewRejectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Claims are no statements about people who were harmed.",
    discussion: """
      They stay in the ledger and in lists, and are left out of comparisons, series and counts.

      Example: reckon review reject 0bbd48 --reason "counts vehicles" --reviewer "A. Example"
      """)

  @OptionGroup var options: ReviewOptions

  func run() async throws { try await options.record(.rejected) }
}

struct ReviewCorrectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Claims were read wrongly in some fields.",
    discussion: """
      Give all that is wrong at once: a later correction takes the place of an earlier one. An empty value
      leaves a field open. reckon review fields lists the fields.

      Example: reckon review correct 0bbd48 --set group.party=ukraine --reason "the sentence before names
      whose soldiers" --reviewer "A. Example"
      """)

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A field as it should be. May be given several times.", valueName: "field=value"))
  var fields: [String]
  @OptionGroup var options: ReviewOptions

  func run() async throws { try await options.record(.corrected, try corrections()) }

  private func corrections() throws(LedgerError) -> [String: String] {
    var corrections: [String: String] = [:]
    for text in fields {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw LedgerError(
          .malformed, subject: "--set", "no field with a value: \(text.debugDescription)",
          hint: "write FIELD=VALUE, such as group.party=ukraine")
      }
      let field = String(parts[0])
      guard corrections.updateValue(String(parts[1]), forKey: field) == nil else {
        throw LedgerError(
          .malformed, subject: "--set", "\(field) is given twice", hint: "give it once")
      }
    }
    return corrections
  }
}

struct ReviewFieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "List the fields that can be corrected. Needs no server.")

  func run() {
    var table = Table(["FIELD", "VALUES"])
    for field in CorrectableField.all { table.add([field.path, field.values]) }
    table.print()
  }
}
