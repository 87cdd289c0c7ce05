package import Ledger

/// Reads outlines of packed entries where they lie, many times as fast as the entries are unpacked: a run's claims are
/// most of a ledger. Keeps memory for the next one.
///
/// It is for entries of which is known that they are as they were recorded, by the hash that is worked out on the way:
/// an outline says the same as its entry does, but there may be one where unpacking finds an error.
package struct OutlineReader: ~Copyable {
  private var batch = DigestBatch()
  /// What stands before texts that are hashed: a zero before a leaf, and the hash before an entry.
  private let prefix = UnsafeMutableRawBufferPointer.allocate(byteCount: 40, alignment: 8)

  package init() { prefix.initializeMemory(as: UInt8.self, repeating: 0) }

  deinit { prefix.deallocate() }

  /// What was read of an entry.
  package struct Found {
    package var entry: EntryOutline
    package var hashes: Hashes
  }

  /// What was worked out of an entry's bytes on the way; nothing where nobody asked.
  package struct Hashes: Hashable, Sendable {
    /// The chain's hash after the entry.
    package var chain: Digest?
    /// Of the claims of its run.
    package var leaves: [Digest]

    package init(chain: Digest? = nil, leaves: [Digest] = []) {
      self.chain = chain
      self.leaves = leaves
    }
  }

  /// Nil where the bytes are not as a program packs an entry, or of a kind without words: they may be an entry all the
  /// same, and whoever unpacks them learns it, or what is wrong with them.
  /// - Parameter previous: the chain's hash before it, for whoever wants the hashes; nil: nobody.
  package mutating func outline(_ bytes: UnsafeRawBufferPointer, after previous: Digest?) -> Found?
  {
    batch.removeAll()
    if let previous {
      previous.write(to: prefix, at: 8)
      batch.add(UnsafeRawBufferPointer(rebasing: prefix[8...]), bytes)
    }
    var hashes = Hashes()
    var fields = PlainFields(bytes)
    let sequence = Revision(fields.integer(1))
    let recordedAt = fields.moment(2)
    let author = fields.text(3)
    let body: EntryOutline.Body?
    if let document = fields.contents(4) {
      body = Self.document(document)
    } else if let sighting = fields.contents(5) {
      body = Self.sighting(sighting)
    } else if let run = fields.contents(6) {
      body = self.run(run, hashed: previous != nil, &hashes)
    } else {
      body = nil
    }
    guard let body, fields.isDone else { return nil }
    work(&hashes)
    let entry = EntryOutline(
      sequence: sequence, recordedAt: recordedAt, author: String(decoding: author, as: UTF8.self),
      body: body)
    return Found(entry: entry, hashes: hashes)
  }

  /// The root over the claims of a run.
  package mutating func root(of leaves: [Digest]) -> Digest {
    MerkleTree.root(of: leaves, with: &batch)
  }

  /// Claims that are hashed together: the hash of the entry, which is one text, has others beside it then, and what is
  /// hashed was read a moment before.
  private static let atOnce = 16

  /// - Parameter hashed: whether leaves are wanted.
  private mutating func run(
    _ bytes: UnsafeRawBufferPointer, hashed: Bool, _ hashes: inout Hashes
  ) -> EntryOutline.Body? {
    var fields = PlainFields(bytes)
    let document = fields.hexDigest(1)
    _ = (fields.text(2), fields.text(3), fields.text(4))
    var outlines: [ClaimOutline] = []
    // One has some 500 bytes.
    outlines.reserveCapacity(min(bytes.count / 400, 1 << 12))
    while let claim = fields.contents(5) {
      guard let outline = ClaimOutline(packedAsWritten: claim) else { return nil }
      outlines.append(outline)
      guard hashed else { continue }
      batch.add(UnsafeRawBufferPointer(rebasing: prefix[..<1]), claim)
      if outlines.count % Self.atOnce == 0 { work(&hashes) }
    }
    _ = fields.count(6, upTo: Int64(Int32.max))
    let warnings = fields.texts(7)
    _ = fields.flag(8)
    let published = fields.statement(9)
    _ = fields.text(10)
    let sketch = fields.contents(11)
    let seal = fields.digest(12)
    var transcript: Transcript?
    if let packed = fields.contents(13) {
      guard let read = Transcript(packedAsWritten: packed) else { return nil }
      transcript = read
    }
    guard fields.isDone, warnings != nil, published.isPlain, sketch == nil else { return nil }
    return .run(
      document: DocumentID(document), sketchSeal: seal, transcript: transcript, claims: outlines)
  }

  /// Hashes what has come together: the entry, which comes first, and leaves.
  private mutating func work(_ hashes: inout Hashes) {
    let count = batch.count
    guard count > 0 else { return }
    batch.work()
    let first = hashes.chain == nil ? 1 : 0
    if first == 1 { hashes.chain = batch[0] }
    for place in first..<count { hashes.leaves.append(batch[place]) }
  }

  private static func document(_ bytes: UnsafeRawBufferPointer) -> EntryOutline.Body? {
    var fields = PlainFields(bytes)
    let id = fields.hexDigest(1)
    let mediaType = fields.text(2)
    let size = fields.count(3, upTo: .max)
    let seal = fields.digest(4)
    guard fields.isDone else { return nil }
    return .document(
      DocumentRecord(
        id: DocumentID(id), mediaType: String(decoding: mediaType, as: UTF8.self), size: size,
        seal: seal))
  }

  private static func sighting(_ bytes: UnsafeRawBufferPointer) -> EntryOutline.Body? {
    var fields = PlainFields(bytes)
    let document = fields.hexDigest(1)
    var outlet = PlainFields(fields.contents(2))
    _ = (outlet.identifier(1), outlet.text(2))
    _ = (fields.text(3), fields.text(4))
    let published = fields.statement(5)
    _ = (fields.moment(6), fields.text(7))
    let seal = fields.digest(8)
    _ = fields.text(9)
    guard fields.isDone, outlet.isDone, published.isPlain else { return nil }
    return .sighting(document: DocumentID(document), titleSeal: seal)
  }
}

extension PlainFields {
  /// How many texts a list has; nil where one of them is none.
  mutating func texts(_ number: UInt8) -> Int? {
    var (fields, count) = list(number)
    for _ in 0..<count { _ = fields.text(number) }
    return fields.isDone ? count : nil
  }

  /// As `Moment` reads it, which must be there.
  mutating func moment(_ number: UInt8) -> Moment {
    message(number) { fields in
      let (seconds, nanoseconds) = (fields.integer(1), fields.count(2, upTo: 999_999_999))
      guard Moment.seconds.contains(seconds) else {
        fields.refuse()
        return Moment(microseconds: 0)
      }
      return Moment(microseconds: seconds * 1_000_000 + Int64(nanoseconds) / 1000)
    }
  }

  /// A date with what it was taken from; without a date where it is not there.
  mutating func statement(_ number: UInt8) -> (
    date: UnsafeRawBufferPointer?, basis: Int32, words: UnsafeRawBufferPointer?, isPlain: Bool
  ) {
    guard let contents = contents(number) else { return (nil, 0, nil, true) }
    var fields = PlainFields(contents)
    let date = fields.date(1)
    let basis = fields.required(2, DateStatement.Basis.self)
    let words = fields.text(3)
    return (date, basis, words, fields.isDone)
  }
}
