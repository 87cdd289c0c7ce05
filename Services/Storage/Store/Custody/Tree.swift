import Ledger
import Messages

/// The Merkle tree over the entries, as it lies in the table of its full trees.
struct Tree {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Adds the leaf of the next entry, and every full tree that it completes: one more on average.
  func add(_ leaf: LedgerLeaf) throws(LedgerError) {
    var (level, place, hash) = (0, Int(leaf.sequence.number - 1), leaf.hash)
    try write(level, place, hash)
    while place & 1 == 1 {
      hash = MerkleTree.node(try fullTree(level, place - 1), hash)
      (level, place) = (level + 1, place >> 1)
      try write(level, place, hash)
    }
  }

  /// To ask for roots and paths of every size up to the ledger's.
  var whole: MerkleTree {
    MerkleTree { (level, place) throws(LedgerError) in try fullTree(level, place) }
  }

  func root(at revision: Revision) throws(LedgerError) -> Digest {
    try whole.root(size: Int(revision.number))
  }

  private func write(_ level: Int, _ place: Int, _ hash: Digest) throws(LedgerError) {
    try connection.execute(
      "INSERT INTO tree (level, place, hash) VALUES (?, ?, ?)",
      [.integer(level), .integer(place), .digest(hash)])
  }

  private func fullTree(_ level: Int, _ place: Int) throws(LedgerError) -> Digest {
    let name = "table tree, level \(level), place \(place)"
    let found = try connection.first(
      "SELECT hash FROM tree WHERE level = ? AND place = ?", [.integer(level), .integer(place)]
    ) { (row) throws(LedgerError) in try row.digest(0, name) }
    guard let found else {
      throw LedgerError(
        .damaged, subject: name, "it is missing", hint: LedgerPart.projection.hint)
    }
    return found
  }
}

extension Entry {
  /// What stands for the entry in the tree.
  /// - Parameters:
  ///   - bytes: the entry as it is stored.
  ///   - chain: the chain's hash after it.
  func leaf(bytes: [UInt8], chain: Digest) throws(LedgerError) -> LedgerLeaf {
    let (_, root, claims) = try claimTree(bytes: bytes)
    return leaf(chain: chain, claims: claims.count, root: root)
  }

  /// - Parameter root: over that many claims.
  func leaf(chain: Digest, claims: Int, root: Digest) -> LedgerLeaf {
    LedgerLeaf(
      sequence: sequence, recordedAt: recordedAt, author: author, chain: chain, count: claims,
      claims: root)
  }

  /// The tree over the claims of a run: over nothing for other entries.
  func claimTree(bytes: [UInt8]) throws(LedgerError) -> (
    tree: MerkleTree, root: Digest, claims: [Range<Int>]
  ) {
    guard case .run(let run) = body, !run.claims.isEmpty else {
      return (MerkleTree(leaves: []), MerkleTree.empty, [])
    }
    let claims = try PackedEntry.claims(in: bytes)
    guard claims.count == run.claims.count else {
      throw .damaged("entry \(sequence)", "its claims cannot be told apart")
    }
    let leaves = bytes.withUnsafeBytes { bytes in
      claims.map { MerkleTree.leaf(UnsafeRawBufferPointer(rebasing: bytes[$0])) }
    }
    let tree = MerkleTree(leaves: leaves)
    return (tree, try tree.root(size: claims.count), claims)
  }
}
