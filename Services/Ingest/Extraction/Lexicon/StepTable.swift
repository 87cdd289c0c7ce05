/// Where a word leads from a node of the matcher. Asked for every word behind one that begins a phrase, and mostly in vain:
/// the hash is one product, and a few bits, which stay near, tell most of what is not there.
struct StepTable: Sendable {
  private struct Step: Sendable {
    var key: UInt64
    var next: Int32
  }

  /// At its hash, or the next free place where that is taken; at least half are free, with 0 for the next node.
  private var steps = [Step](repeating: Step(key: 0, next: 0), count: 64)
  private var count = 0
  /// One bit for the hash of each step, of eight to sixteen for each.
  private var filter = [UInt64](repeating: 0, count: 4)

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 32) }

  @inline(__always)
  private static func key(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }

  /// 0 where it leads nowhere.
  @inline(__always)
  func next(_ node: Int32, _ word: Int32) -> Int32 {
    let key = Self.key(node, word)
    let hash = Self.hash(key)
    // The highest bits of it: the lowest choose the step.
    let bit = hash >> 8
    guard filter[bit >> 6 & (filter.count - 1)] >> UInt64(bit & 63) & 1 != 0 else { return 0 }
    return steps[place(of: key, hash)].next
  }

  private func place(of key: UInt64, _ hash: Int) -> Int {
    var place = hash & (steps.count - 1)
    while steps[place].next != 0, steps[place].key != key {
      place = (place + 1) & (steps.count - 1)
    }
    return place
  }

  mutating func add(_ next: Int32, from node: Int32, by word: Int32) {
    count += 1
    if count * 2 > steps.count {
      let before = steps
      steps = [Step](repeating: Step(key: 0, next: 0), count: before.count * 2)
      filter = [UInt64](repeating: 0, count: steps.count / 16)
      for step in before where step.next != 0 { insert(step) }
    }
    insert(Step(key: Self.key(node, word), next: next))
  }

  private mutating func insert(_ step: Step) {
    let hash = Self.hash(step.key)
    steps[place(of: step.key, hash)] = step
    let bit = hash >> 8
    filter[bit >> 6 & (filter.count - 1)] |= 1 << UInt64(bit & 63)
  }
}
