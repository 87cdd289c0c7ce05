import Ledger

/// Checkpoints that somebody kept, in files, and what a verification says of them.
struct KeptCheckpoints {
  private let kept: [(file: String, checkpoint: Checkpoint)]

  var notes: [String] { kept.map(\.checkpoint.note) }

  /// - Parameter key: what they must be signed with; nil: whatever each names.
  init(_ files: [String], key: VerifyingKey?) throws(LedgerError) {
    var kept: [(String, Checkpoint)] = []
    for file in files {
      let note = try InputFile.text(file, limit: Checkpoint.largest)
      do throws(LedgerError) {
        let checkpoint = try Checkpoint(note: note)
        if let key { try checkpoint.require(key) }
        kept.append((file, checkpoint))
      } catch {
        var error = error
        error.subject = "\(file): \(error.subject)"
        throw error
      }
    }
    self.kept = kept
  }

  /// One line for each: whether the ledger goes on from it. That it does is worked out here from the proof that came
  /// with the report, and not taken from whoever made it.
  func findings(_ report: VerificationReport) -> [(line: String, holds: Bool)] {
    guard report.against.count == kept.count else {
      return kept.map { ("\($0.file): NOT SHOWN: the ledger says nothing of it", false) }
    }
    return zip(kept, report.against).map { kept, comparison in
      let (file, checkpoint) = kept
      let name =
        "\(file): entry \(checkpoint.statement.size), signed \(checkpoint.statement.signedAt)"
      guard comparison.extends else {
        return ("\(name): NOT EXTENDED: \(comparison.message)", false)
      }
      guard let now = try? Checkpoint(note: report.checkpoint) else {
        return (
          "\(name): said to be extended, but not shown: the ledger signed no present state", false
        )
      }
      let old = (Int(checkpoint.statement.size.number), checkpoint.statement.root)
      let new = (Int(now.statement.size.number), now.statement.root)
      guard MerkleTree.extends(old, to: new, proof: comparison.consistency) else {
        return ("\(name): NOT SHOWN: the proof that the ledger gave does not hold", false)
      }
      let other =
        now.key == checkpoint.key
        ? "" : "; the ledger signs with another key now, \(now.key.ledgerName)"
      return ("\(name): extended to entry \(now.statement.size)\(other)", true)
    }
  }
}

extension Checkpoint {
  /// Throws `damaged` where another key signed it.
  func require(_ key: VerifyingKey) throws(LedgerError) {
    guard self.key == key else {
      throw LedgerError(
        .damaged, subject: "checkpoint",
        "it is signed by \(self.key.ledgerName), not by \(key.ledgerName)",
        hint: "it is of another ledger, or somebody else signed it")
    }
  }
}

/// A public key that the user typed, or the name of a file with it.
enum TypedKey {
  static func read(_ text: String?) throws(LedgerError) -> VerifyingKey? {
    guard let text else { return nil }
    if let key = try? VerifyingKey(text) { return key }
    let file = try InputFile.text(text, limit: 4096)
    do throws(LedgerError) {
      return try VerifyingKey(file)
    } catch {
      var error = error
      error.subject = text
      throw error
    }
  }
}
