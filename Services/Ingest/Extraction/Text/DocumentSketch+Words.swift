package import Ledger

extension DocumentSketch {
  /// The sketch of what a document says: of the words of its blocks, in lower case, without marks and without what lies
  /// between blocks. A reprint with another frame around it has the same words. Nil for a short text.
  package init?(of document: ReadDocument) {
    var maker = SketchMaker()
    for block in document.blocks { maker.add(text: document.text[block.range]) }
    self.init(maker)
  }

  private init?(_ maker: SketchMaker) {
    guard let values = maker.values else { return nil }
    self.init(values: values)
  }
}

/// Makes a sketch from words, one after the other: constant work and memory for each. One hash decides of a shingle which
/// bin it is in and what its value there is.
private struct SketchMaker {
  private var bins = [UInt32](repeating: .max, count: DocumentSketch.bins)
  private var isFilled = [Bool](repeating: false, count: DocumentSketch.bins)
  /// The hashes of the last words, one for each of a shingle.
  private var window = [UInt64](repeating: 0, count: DocumentSketch.shingle)
  private var count = 0

  // FNV-1a, 64 bits.
  static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always) static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  mutating func add(text: ArraySlice<UInt8>) {
    var word = Self.start
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      let marks = Self.marks(byte, place + 1 < text.endIndex ? text[place + 1] : 0)
      if marks == 0 {
        word = Self.mix(word, (0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      } else if word != Self.start {
        add(word: word)
        word = Self.start
      }
      place += max(1, marks)
    }
    if word != Self.start { add(word: word) }
  }

  /// How many bytes a mark takes that begins here; 0 for a letter or digit. What typesetting makes of a quotation mark is a
  /// mark as well: U+0080 to U+00BF and U+2000 to U+207F.
  @inline(__always) private static func marks(_ byte: UInt8, _ next: UInt8) -> Int {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: 0
    case 0xC2: 2
    case 0xE2 where next == 0x80 || next == 0x81: 3
    case 0x80...: 0
    default: 1
    }
  }

  mutating func add(word: UInt64) {
    window[count % DocumentSketch.shingle] = word
    count += 1
    guard count >= DocumentSketch.shingle else { return }
    var hash = Self.start
    for place in 0..<DocumentSketch.shingle {
      hash = Self.scrambled(hash ^ window[(count + place) % DocumentSketch.shingle])
    }
    let bin = Int(hash >> 57)
    let value = UInt32(truncatingIfNeeded: hash)
    bins[bin] = isFilled[bin] ? min(bins[bin], value) : value
    isFilled[bin] = true
  }

  /// Source: the finalizer of S. Vigna's SplitMix64.
  @inline(__always) private static func scrambled(_ number: UInt64) -> UInt64 {
    var z = number &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// One a bin. An empty bin takes the value of a filled one, which a hash of its own number chooses: the same for all
  /// documents that have the same bins filled (optimal densification; see `DocumentSketch`).
  var values: [UInt32]? {
    guard count - DocumentSketch.shingle + 1 >= DocumentSketch.leastShingles else { return nil }
    return bins.indices.map { bin in
      guard !isFilled[bin] else { return bins[bin] }
      var attempt: UInt64 = 1
      while true {
        let other = Int(Self.scrambled(UInt64(bin) << 32 | attempt) >> 57)
        if isFilled[other] { return bins[other] }
        attempt += 1
      }
    }
  }
}
