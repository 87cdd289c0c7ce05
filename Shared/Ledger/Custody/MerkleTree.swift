/// The tree of hashes of RFC 6962: a leaf is SHA-256(0 ‖ data), a node is SHA-256(1 ‖ left ‖ right), and the left side
/// of each node is the largest full tree that leaves something for the right one.
///
/// Full trees never change once all their leaves are there; all else is put together from them. So whoever keeps the
/// full trees answers for every size that the tree ever had.
package struct MerkleTree {
  /// The hash of a full tree: of `1 << level` leaves, the ones from `place << level` on.
  package typealias FullTrees = (_ level: Int, _ place: Int) throws(LedgerError) -> Digest

  package let fullTree: FullTrees

  package init(_ fullTree: @escaping FullTrees) { self.fullTree = fullTree }

  /// A tree that is held in memory.
  package init(leaves: [Digest]) {
    var levels = [leaves]
    while let last = levels.last, last.count > 1 {
      levels.append((0..<last.count / 2).map { Self.node(last[$0 * 2], last[$0 * 2 + 1]) })
    }
    let built = levels
    fullTree = { (level, place) throws(LedgerError) in
      guard built.indices.contains(level), built[level].indices.contains(place) else {
        throw LedgerError(.internalFailure, subject: "tree", "no full tree \(level)/\(place)")
      }
      return built[level][place]
    }
  }

  /// Stands before the data of a leaf.
  static let leafMark: UInt8 = 0

  package static func leaf(_ data: [UInt8]) -> Digest { data.withUnsafeBytes { leaf($0) } }

  /// The leaf of data where it lies.
  package static func leaf(_ data: UnsafeRawBufferPointer) -> Digest {
    withUnsafeBytes(of: leafMark) { Digest(of: $0, data) }
  }

  package static func node(_ left: Digest, _ right: Digest) -> Digest {
    withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { data in
      data[0] = 1
      left.write(to: data, at: 1)
      right.write(to: data, at: 33)
      return Digest(of: UnsafeRawBufferPointer(data))
    }
  }

  /// The root over leaves whose tree nobody needs.
  package static func root(of leaves: [Digest], with batch: inout DigestBatch) -> Digest {
    guard leaves.count > 1 else { return leaves.first ?? empty }
    // One byte that stands before each node, and the digests of a level.
    let first = 8
    return withUnsafeTemporaryAllocation(byteCount: first + leaves.count * 32, alignment: 8) {
      bytes in
      func part(_ place: Int, _ size: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[place..<place + size])
      }
      bytes[0] = 1
      for (place, leaf) in leaves.enumerated() { leaf.write(to: bytes, at: first + place * 32) }
      var count = leaves.count
      while count > 1 {
        for place in 0..<count / 2 { batch.add(part(0, 1), part(first + place * 64, 64)) }
        batch.work()
        for place in 0..<count / 2 { batch[place].write(to: bytes, at: first + place * 32) }
        // What has nothing beside it stands for itself one level up.
        if count & 1 == 1 {
          Digest(exactly: part(first + (count - 1) * 32, 32))
            .write(to: bytes, at: first + count / 2 * 32)
        }
        count = (count + 1) / 2
      }
      return Digest(exactly: part(first, 32))
    }
  }

  /// The root of no leaves.
  package static let empty = Digest(of: [])

  /// The root over the first leaves.
  package func root(size: Int) throws(LedgerError) -> Digest {
    size > 0 ? try hash(0, size) : Self.empty
  }

  /// What a leaf has beside it on its way to the root, from below.
  package func path(to index: Int, size: Int) throws(LedgerError) -> [Digest] {
    precondition(0 <= index && index < size, "a leaf of the tree")
    return try path(to: index, 0, size)
  }

  /// What shows that a tree goes on from an earlier state of itself: empty where it had no leaves, or has not grown.
  package func consistency(from old: Int, to new: Int) throws(LedgerError) -> [Digest] {
    precondition(0 <= old && old <= new, "an earlier size")
    return old == 0 || old == new ? [] : try consistency(old, 0, new, isWhole: true)
  }

  /// Of the leaves from `first` on; in every place that is asked about here they begin a full tree or a part of one.
  private func hash(_ first: Int, _ count: Int) throws(LedgerError) -> Digest {
    if count & (count - 1) == 0 {
      let level = count.trailingZeroBitCount
      return try fullTree(level, first >> level)
    }
    let left = Self.leftSize(of: count)
    return Self.node(try hash(first, left), try hash(first + left, count - left))
  }

  private func path(to index: Int, _ first: Int, _ count: Int) throws(LedgerError) -> [Digest] {
    guard count > 1 else { return [] }
    let left = Self.leftSize(of: count)
    return index < left
      ? try path(to: index, first, left) + [try hash(first + left, count - left)]
      : try path(to: index - left, first + left, count - left) + [try hash(first, left)]
  }

  /// SUBPROOF of RFC 6962, section 2.1.2.
  private func consistency(_ old: Int, _ first: Int, _ count: Int, isWhole: Bool)
    throws(LedgerError) -> [Digest]
  {
    guard old < count else { return isWhole ? [] : [try hash(first, count)] }
    let left = Self.leftSize(of: count)
    return old <= left
      ? try consistency(old, first, left, isWhole: isWhole)
        + [try hash(first + left, count - left)]
      : try consistency(old - left, first + left, count - left, isWhole: false)
        + [try hash(first, left)]
  }

  /// The largest power of two below a count of at least two.
  private static func leftSize(of count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}

extension MerkleTree {
  /// The root that a leaf and its path lead to; nil where the path is of another length than the tree asks for.
  package static func root(from leaf: Digest, at index: Int, size: Int, path: [Digest]) -> Digest? {
    guard 0 <= index, index < size else { return nil }
    var (place, last, hash) = (index, size - 1, leaf)
    for beside in path {
      guard last > 0 else { return nil }
      if place & 1 == 1 || place == last {
        hash = node(beside, hash)
        while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
      } else {
        hash = node(hash, beside)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 ? hash : nil
  }

  /// Whether a tree goes on from an earlier state of itself (RFC 9162, section 2.1.4.2).
  package static func extends(
    _ old: (size: Int, root: Digest), to new: (size: Int, root: Digest), proof: [Digest]
  ) -> Bool {
    guard 0 <= old.size, old.size <= new.size else { return false }
    if old.size == new.size { return proof.isEmpty && old.root == new.root }
    if old.size == 0 { return proof.isEmpty && old.root == empty }
    // A full tree of the old size is its own first step.
    var path = old.size & (old.size - 1) == 0 ? [old.root] + proof : proof
    guard !path.isEmpty else { return false }
    var (place, last) = (old.size - 1, new.size - 1)
    while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
    let first = path.removeFirst()
    var (before, now) = (first, first)
    for beside in path {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        before = node(beside, before)
        now = node(beside, now)
        while place & 1 == 0, place > 0 { (place, last) = (place >> 1, last >> 1) }
      } else {
        now = node(now, beside)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 && before == old.root && now == new.root
  }
}
