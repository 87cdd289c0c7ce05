import ArgumentParser
import Ledger
import Messages
import RPC

struct ExportEvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Write a folder with all that stands behind some claims.",
    discussion: """
      For each claim: the claim, a proof that the ledger holds it, its document as it was submitted, where
      that was seen, every entry about it, who was given it, a checkpoint signed now, a page to read
      (index.html), and the sums of all files (SHA256SUMS). Whoever has the folder checks it without any
      server; the page says how.

      That the originals were given out is logged first: see reckon ledger accesses. Documents whose words
      were withdrawn are refused. The folder appears whole or not at all, and never in place of another.

      Example: reckon export evidence 0bbd48 77a1c3 --to evidence-of-january
      """)

  @Argument(help: "The claims' ids, or beginnings of them of six characters or more. At most 100.")
  var claims: [String]
  @Option(help: ArgumentHelp("The folder to write; it must not be there yet.", valueName: "folder"))
  var to: String
  @Option(
    help: ArgumentHelp("What it is for, as the log of accesses will say.", valueName: "words"))
  var purpose = "export of evidence"
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard !claims.isEmpty, claims.count <= 100 else {
      throw ValidationError("Give 1 to 100 claims.")
    }
    guard !to.isEmpty else { throw ValidationError("--to needs the name of a folder.") }
  }

  func run() async throws {
    try Access.check(purpose: purpose)
    let (ids, purpose) = (claims.map { $0.lowercased() }, purpose)
    let folder = try NewFolder(to)
    // As long as there is to read: originals may be large.
    let summary = try await connection.withGateway(endless: true) { gateway in
      let gathering = EvidenceGathering(gateway: gateway, purpose: purpose, folder: folder)
      return try await gathering.gather(ids)
    }
    try folder.finish()
    for line in summary { print(Terminal.safe(line)) }
    print(Terminal.safe("\(to): written; open index.html, or check it: sha256sum -c SHA256SUMS"))
  }
}
