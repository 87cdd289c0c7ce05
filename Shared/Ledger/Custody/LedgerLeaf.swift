/// What stands for one entry in the ledger's tree: enough to show that a claim is in the entry without the entry's
/// other claims, of which there may be 50,000.
package struct LedgerLeaf: Hashable, Sendable {
  package var sequence: Revision
  package var recordedAt: Moment
  package var author: String
  /// The chain's hash after the entry, which binds all of its bytes.
  package var chain: Digest
  /// How many claims a run has: 0 for every other entry.
  package var count: Int
  /// The root over the packed claims of a run, in their order; of nothing for every other entry.
  package var claims: Digest

  package init(
    sequence: Revision, recordedAt: Moment, author: String, chain: Digest, count: Int,
    claims: Digest
  ) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.author = author
    self.chain = chain
    self.count = count
    self.claims = claims
  }

  /// The leaf's hash, over: sequence and microseconds since 1970; the chain's hash; the number of claims and their
  /// root; the author in UTF-8. Numbers have eight bytes, the most significant first.
  package var hash: Digest {
    var data: [UInt8] = []
    write(to: &data)
    return MerkleTree.leaf(data)
  }

  /// The hashes of several leaves.
  package static func hashes(of leaves: [LedgerLeaf]) -> [Digest] {
    var (data, ends): ([UInt8], [Int]) = ([], [0])
    for leaf in leaves {
      data.append(MerkleTree.leafMark)
      leaf.write(to: &data)
      ends.append(data.count)
    }
    var batch = DigestBatch()
    data.withUnsafeBytes { data in
      for (start, end) in zip(ends, ends.dropFirst()) {
        batch.add(
          UnsafeRawBufferPointer(rebasing: data[start..<end]), .init(start: nil, count: 0))
      }
      batch.work()
    }
    return leaves.indices.map { batch[$0] }
  }

  private func write(to data: inout [UInt8]) {
    data.reserveCapacity(data.count + 88 + author.utf8.count)
    func add(_ number: Int64) {
      withUnsafeBytes(of: number.bigEndian) { data.append(contentsOf: $0) }
    }
    add(sequence.number)
    add(recordedAt.microseconds)
    chain.withBytes { data.append(contentsOf: $0) }
    add(Int64(count))
    claims.withBytes { data.append(contentsOf: $0) }
    data.append(contentsOf: author.utf8)
  }
}
