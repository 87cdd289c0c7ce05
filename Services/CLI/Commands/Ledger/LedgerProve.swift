import ArgumentParser
import Ledger
import Messages
import RPC
import Wording

struct LedgerProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Write a proof that a claim with its sentence is in the ledger.",
    discussion: """
      The proof is a small file (JSON) that holds the claim, its sentence, and the way from there to a
      checkpoint that the ledger signed: the oldest daily one that covers the claim, else one of now.
      Whoever has it checks it without any server: reckon ledger check-proof FILE.

      Where the claim's words were withdrawn, the proof is without them. With --at: the claim as it was
      known then; it matters only for one that ceased to hold and began anew.

      Example: reckon ledger prove 0bbd48 --to 0bbd48.proof
      """)

  @Argument(help: "The claim's id, or a beginning of it of six characters or more.")
  var claim: String
  @Option(help: ArgumentHelp("Write it into this file.", valueName: "file")) var to: String?
  @OptionGroup var point: PointOption
  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let request = ProveClaimRequest(claim: claim.lowercased(), at: try point.point())
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.proveClaim, request)
    }
    // What does not hold is not passed on.
    _ = try answer.proof.check()
    let text = try answer.proof.json() + "\n"
    if let withdrawn = answer.withdrawn {
      Terminal.complain("the proof is without words \(Words.withdrawn(withdrawn))")
    }
    guard let to else { return print(text, terminator: "") }
    try OutputFile.write(text, to: to)
    print(
      Terminal.safe("\(to): proof of claim \(answer.proof.claim), ")
        + Words.basis(answer.status.revision, version: answer.status.version))
  }
}
