/// A ledger's signed statement of what it held: whoever keeps it can tell later whether the ledger still goes on from
/// there. It is a text for people and programs: a C2SP signed note with a C2SP tree head (tlog-checkpoint) in it.
///
/// ```
/// reckoner/3f0c21b8a9d4e657                      the ledger, by its key
/// 42                                             entries
/// mVx…=                                          root of the tree over them
/// chain 2cfe…                                    the chain's hash after the last of them
/// day 2026-11-28                                 the day (UTC) that had ended; missing in one made on demand
/// signed 2026-11-29T00:00:01.5Z
/// previous 91b0…                                 SHA-256 of the daily checkpoint before; missing in the first
/// accesses 7 30f1…                               accesses to originals and their log's hash; missing while there are none
/// key 6c02…
///
/// — reckoner/3f0c21b8a9d4e657 8mS…=
/// ```
package struct Checkpoint: Hashable, Sendable {
  package var statement: Statement
  /// All of it, as it was signed, with the signature.
  package let note: String

  /// What it states.
  package struct Statement: Hashable, Sendable {
    /// How many entries it covers; the revision of the ledger then.
    package var size: Revision
    package var root: Digest
    package var chain: Digest
    /// For a daily one: the day that had ended.
    package var day: CivilDate?
    package var signedAt: Moment
    /// The digest of the daily checkpoint before this one, which binds them into a chain of their own.
    package var previous: Digest?
    /// How far the log of accesses to originals went when this was signed.
    package var accesses: AccessHead?

    package init(
      size: Revision, root: Digest, chain: Digest, day: CivilDate? = nil, signedAt: Moment,
      previous: Digest? = nil, accesses: AccessHead? = nil
    ) {
      self.size = size
      self.root = root
      self.chain = chain
      self.day = day
      self.signedAt = signedAt
      self.previous = previous
      self.accesses = accesses
    }
  }

  package var key: VerifyingKey

  /// What the next daily checkpoint calls this one.
  package var digest: Digest { Digest(of: note.utf8) }

  /// Bytes that a checkpoint has at most. They have about 500.
  package static let largest = 4096

  /// Signs a statement.
  package init(_ statement: Statement, signedWith key: SigningKey) throws(LedgerError) {
    self.statement = statement
    self.key = key.verifyingKey
    let name = self.key.ledgerName
    let text = statement.text(name, self.key)
    let signature = Base64.encode(self.key.noteID + (try key.signature(of: text)))
    note = "\(text)\n\u{2014} \(name) \(signature)\n"
  }

  /// Reads a checkpoint and checks its signature with the key that it names; whether that key is the ledger's is for
  /// the reader to know. Throws `malformed` for what is none, `damaged` where the text is not what was signed.
  package init(note: String) throws(LedgerError) {
    let halves = note.split(separator: "\n\n", omittingEmptySubsequences: false)
    guard note.utf8.count <= Self.largest, halves.count == 2 else {
      throw Self.malformed("its form")
    }
    let text = halves[0] + "\n"
    (statement, key) = try Statement.read(String(text))
    let mark = halves[1].split(separator: " ", omittingEmptySubsequences: false)
    guard mark.count == 3, mark[0] == "\u{2014}", mark[1] == key.ledgerName,
      mark[2].last == "\n", let signature = Base64.decode(String(mark[2].dropLast())),
      signature.starts(with: key.noteID)
    else { throw Self.malformed("the line of its signature") }
    guard key.verifies(Array(signature.dropFirst(key.noteID.count)), of: String(text)) else {
      throw LedgerError(
        .damaged, subject: "checkpoint", "its text is not what was signed",
        hint: "get it again from where it was published")
    }
    // Every checkpoint is written in one way only, so that two that say the same are the same.
    guard statement.text(key.ledgerName, key) == text else { throw Self.malformed("its form") }
    self.note = note
  }

  static func malformed(_ what: String) -> LedgerError {
    LedgerError(
      .malformed, subject: "checkpoint", "this is no checkpoint: \(what) is not as it should be",
      hint: "give the whole file as reckon ledger checkpoint wrote it")
  }
}

extension Checkpoint.Statement {
  fileprivate func text(_ name: String, _ key: VerifyingKey) -> String {
    var lines = [name, "\(size)", Base64.encode(root.bytes), "chain \(chain.hex)"]
    if let day { lines.append("day \(day)") }
    lines.append("signed \(signedAt)")
    if let previous { lines.append("previous \(previous.hex)") }
    if let accesses { lines.append("accesses \(accesses.count) \(accesses.hash.hex)") }
    lines.append("key \(key.hex)")
    return lines.map { $0 + "\n" }.joined()
  }

  fileprivate static func read(_ text: String) throws(LedgerError) -> (Self, VerifyingKey) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard lines.count >= 6, let size = Int64(lines[1]), size >= 0 else {
      throw Checkpoint.malformed("the number of entries")
    }
    guard let root = Base64.decode(String(lines[2])).flatMap({ Digest(bytes: $0) }) else {
      throw Checkpoint.malformed("the root")
    }
    var fields: [Substring: String] = [:]
    for line in lines.dropFirst(3) {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, fields.updateValue(String(parts[1]), forKey: parts[0]) == nil else {
        throw Checkpoint.malformed("the line \(line.prefix(80).debugDescription)")
      }
    }
    guard let chain = fields["chain"].flatMap({ Digest(hex: $0) }) else {
      throw Checkpoint.malformed("the chain's hash")
    }
    guard let signedAt = fields["signed"].flatMap({ Moment($0) }) else {
      throw Checkpoint.malformed("the moment of signing")
    }
    guard let key = fields["key"].flatMap({ Hex.decode($0) }).flatMap({ VerifyingKey(bytes: $0) })
    else { throw Checkpoint.malformed("the key") }
    guard lines[0] == key.ledgerName else { throw Checkpoint.malformed("the ledger's name") }
    let statement = Self(
      size: Revision(size), root: root, chain: chain,
      day: fields["day"].flatMap { CivilDate($0) }, signedAt: signedAt,
      previous: fields["previous"].flatMap { Digest(hex: $0) },
      accesses: fields["accesses"].flatMap { AccessHead(line: $0) })
    return (statement, key)
  }
}

extension AccessHead {
  fileprivate init?(line: String) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Int64(parts[0]), count > 0,
      let hash = Digest(hex: String(parts[1]))
    else { return nil }
    self.init(count: count, hash: hash)
  }
}

extension VerifyingKey {
  /// What the ledger with this key is called in its checkpoints.
  package var ledgerName: String { "reckoner/" + Digest(of: bytes).hex.prefix(16) }

  /// What signed notes call the key: the beginning of a digest of name, kind and key.
  fileprivate var noteID: [UInt8] {
    Array(Digest(of: [Array("\(ledgerName)\n".utf8), [1], bytes]).bytes.prefix(4))
  }
}
