import Foundation
import Ledger

/// A proof in a file, as canonical protobuf JSON.
enum ProofFile {
  /// Bytes that a proof may have: paths and one sentence.
  static let limit = 4 << 20

  static func read(_ path: String) throws(LedgerError) -> ClaimProof {
    let text = try InputFile.text(path, limit: limit)
    let stored: Stored
    do {
      stored = try JSONDecoder().decode(Stored.self, from: Data(text.utf8))
    } catch {
      throw malformed(path, "it is no JSON of a proof")
    }
    return try stored.proof(path)
  }

  fileprivate static func malformed(_ path: String, _ message: String) -> LedgerError {
    LedgerError(
      .malformed, subject: path, message,
      hint: "give the whole file as reckon ledger prove wrote it")
  }

  /// Fields as JSON has them; those at their default are left out.
  private struct Stored: Decodable {
    var claim: String
    var claimBytes: Data
    var place: Int?
    var claims: Int
    var runPath: [Data]?
    var entry: String
    var recordedAt: String
    var author: String?
    var chain: Data
    var ledgerPath: [Data]?
    var checkpoint: String
    var sentence: Words?
    var number: Words?

    struct Words: Decodable {
      var salt: Data
      var words: String?

      var salted: ClaimProof.SaltedWords { .init(salt: Array(salt), words: words ?? "") }
    }

    func proof(_ path: String) throws(LedgerError) -> ClaimProof {
      guard let id = ClaimID(claim) else { throw malformed(path, "its claim has no id") }
      guard let entry = Int64(entry), entry > 0, let recordedAt = Moment(recordedAt) else {
        throw malformed(path, "its entry has no number or no time")
      }
      guard let chain = Digest(bytes: Array(chain)) else {
        throw malformed(path, "the chain's hash has not 32 bytes")
      }
      return ClaimProof(
        claim: id, claimBytes: Array(claimBytes), place: place ?? 0, claims: claims,
        runPath: try digests(runPath ?? [], path), entry: Revision(entry), recordedAt: recordedAt,
        author: author ?? "", chain: chain, ledgerPath: try digests(ledgerPath ?? [], path),
        checkpoint: checkpoint, sentence: sentence?.salted, number: number?.salted)
    }

    private func digests(_ list: [Data], _ path: String) throws(LedgerError) -> [Digest] {
      var digests: [Digest] = []
      for bytes in list {
        guard let digest = Digest(bytes: Array(bytes)) else {
          throw malformed(path, "a hash on its way has not 32 bytes")
        }
        digests.append(digest)
      }
      return digests
    }
  }
}
