import ArgumentParser
import Ledger
import Messages
import RPC
import Wording

struct LedgerAccessesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accesses",
    abstract: "List who was given originals, when, and what for.",
    discussion: """
      The log is a chain of its own, newest first here. That an original is given out is in it before
      anybody has a byte of it. reckon ledger verify walks it, and each daily checkpoint states how far it
      went.

      Example: reckon ledger accesses 6d0fb1
      """)

  @Argument(
    help: "The document's id, or a beginning of it of six characters or more; all, without it.")
  var document: String?
  @Option(help: "List at most so many.") var limit: Int = 100
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() async throws {
    let (document, limit) = (document?.lowercased() ?? "", limit)
    let answer = try await connection.withGateway { gateway in
      var answer = try await gateway.call(
        GatewayAPI.browseAccesses,
        BrowseAccessesRequest(document: document, pageSize: min(limit, 500)))
      while answer.accesses.count < limit, !answer.nextCursor.isEmpty {
        let page = try await gateway.call(
          GatewayAPI.browseAccesses,
          BrowseAccessesRequest(
            document: document, pageSize: min(limit - answer.accesses.count, 500),
            cursor: answer.nextCursor))
        answer.accesses += page.accesses
        answer.nextCursor = page.nextCursor
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      guard !answer.accesses.isEmpty else {
        print("No original was given out.")
        return
      }
      var table = Table(["ACCESS", "MOMENT", "BY", "DOCUMENT", "PURPOSE"], right: [0])
      for access in answer.accesses {
        table.add([
          "\(access.sequence)", "\(access.moment)", access.author, Words.short(access.document),
          access.purpose,
        ])
      }
      table.print()
    }
  }
}
