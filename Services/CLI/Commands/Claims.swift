import ArgumentParser
import Ledger
import Messages
import RPC
import Wording

struct ClaimsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims", abstract: "List the claims in the ledger that match.",
    discussion: """
      Example: reckon claims --party russia --measure killed --since 2025
      """)

  @Option(help: "Words of the sentence; reckon search --help says what may be typed.")
  var words: String?
  @OptionGroup var filter: FilterOptions
  @OptionGroup var limit: LimitOption
  @OptionGroup var counting: CountOptions
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    var asked = try filter.filter()
    asked.words = words
    let (filter, at, limit) = (asked, try point.point(), limit.limit)
    let count = counting.question
    let answer = try await connection.withGateway { gateway in
      // Every page after the first one asks about the revision of the first.
      var answer = try await gateway.call(
        GatewayAPI.searchClaims,
        SearchClaimsRequest(filter: filter, at: at, pageSize: min(limit, 200), count: count))
      while answer.claims.count < limit, !answer.nextCursor.isEmpty {
        let page = try await gateway.call(
          GatewayAPI.searchClaims,
          SearchClaimsRequest(
            filter: filter, at: .revision(answer.status.revision),
            pageSize: min(limit - answer.claims.count, 200), cursor: answer.nextCursor))
        answer.claims += page.claims
        answer.nextCursor = page.nextCursor
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json, text: Self.print)
  }

  private static func print(_ answer: SearchClaimsResponse) {
    guard !answer.claims.isEmpty else {
      Swift.print("No claims match.")
      return
    }
    var table = Table(
      ["CLAIM", "FIGURE", "MEASURE", "GROUP", "ABOUT", "CLAIMANT", "SENTENCE"], right: [1])
    for record in answer.claims {
      let claim = record.asItReads
      let marks = [
        Words.polarity(claim.polarity), claim.citedForScale ? "cited for scale" : nil,
        Words.review(record),
      ].compactMap { $0 }
      table.add([
        Words.short(record.id), Words.figure(claim.quantity, claim.kind, claim.ratePer),
        ([claim.measure.id.value] + marks).joined(separator: ", "),
        Words.group(claim.group.party, claim.group.population), Words.about(claim.time),
        Words.claimant(claim.attribution.claimant),
        record.withdrawn.map(Words.withdrawn) ?? claim.evidence.sentenceText,
      ])
    }
    table.print()
    let more = answer.nextCursor.isEmpty ? "" : ", more with --limit"
    Swift.print("\(answer.claims.count) claims\(more)")
    for line in SearchPage.counts(answer.counts) { Swift.print(line) }
  }
}
