import ArgumentParser
import Foundation
import Ledger
import Messages

struct LedgerCheckProofCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-proof",
    abstract: "Check a proof of a claim. Asks no server.",
    discussion: """
      Shows what the proof shows: the claim with its sentence, when the ledger recorded it, and which
      signed checkpoint covers it. Whether that checkpoint is the ledger's is for you to see: compare it
      with where it was published, or give the ledger's public key with --key.

      It does not show that the claim still holds: a later reading may have superseded it, or a reviewer
      rejected it.

      Exit status 0 when it holds, 74 when not, 65 when the file is no proof.

      Example: reckon ledger check-proof 0bbd48.proof --key 6c02… --original report.txt
      """)

  @Argument(help: "The file; - for standard input.")
  var file: String
  @Option(
    help: ArgumentHelp(
      "The public key that the ledger signs with: 64 hexadecimal digits, or a PEM file.",
      valueName: "key"))
  var key: String?
  @Option(
    help: ArgumentHelp(
      "The report: checks that it is the claim's document, and has the sentence at its place.",
      valueName: "file"))
  var original: String?
  @Option(
    help: ArgumentHelp(
      "How the report's text was had, from reckon export evidence: for pages and other formats.",
      valueName: "file"))
  var transcript: String?
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let key = try TypedKey.read(key)
    let proof = try ProofFile.read(file)
    let proven: ClaimProof.Proven
    do throws(LedgerError) {
      proven = try proof.check()
      if let key { try proven.checkpoint.require(key) }
    } catch {
      var error = error
      error.subject = "\(file): \(error.subject)"
      throw error
    }
    if let original { try Self.check(original, transcript, proven) }
    if output.json {
      print(try proven.claim.json())
    } else {
      for line in ProofPage.lines(proof, proven, key: key, original: original) { print(line) }
    }
  }

  func validate() throws {
    if transcript != nil, original == nil {
      throw ValidationError("--transcript says how the text of --original was had; give both")
    }
  }

  private static func check(
    _ file: String, _ transcript: String?, _ proven: ClaimProof.Proven
  ) throws(LedgerError) {
    let bytes = try read(file)
    guard DocumentID(original: bytes) == proven.claim.document else {
      throw LedgerError(
        .damaged, subject: file, "it is not the claim's document \(proven.claim.document)",
        hint: "give the very bytes that were submitted")
    }
    var text = EvidenceText.original(bytes)
    if let transcript {
      let words = try read(transcript)
      let map = try? TextMap(unpacking: words)
      text = map.map { .mapped(bytes, $0) } ?? .derived(words)
    }
    guard proven.hasWords, let contradiction = proven.claim.evidence.contradiction(to: text) else {
      return
    }
    throw LedgerError(
      .damaged, subject: transcript ?? file, "the claim is proven, but \(contradiction)",
      hint: transcript == nil
        ? "a page or another format needs its --transcript, which reckon export evidence writes"
        : "")
  }

  private static func read(_ file: String) throws(LedgerError) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(LedgerError) {
      let input = try InputFile(file)
      while let part = try input.next() { bytes += part }
    } catch {
      var error = error
      error.subject = file
      throw error
    }
    return bytes
  }
}
