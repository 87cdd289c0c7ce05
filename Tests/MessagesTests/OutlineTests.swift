import Ledger
import Messages
import Testing

/// What is read of an entry where it lies is what the unpacked entry says, or nothing.
@Suite struct OutlineTests {
  private func outline(_ bytes: [UInt8]) -> EntryOutline? {
    var reader = OutlineReader()
    return bytes.withUnsafeBytes { reader.outline($0, after: nil)?.entry }
  }

  private func entry(_ body: Entry.Body) -> Entry {
    Entry(
      sequence: Revision(7), recordedAt: Moment("2026-02-05T10:20:30.000456Z")!, author: "desk",
      body: body)
  }

  private func run(_ change: (inout Claim) -> Void = { _ in }) -> Entry {
    var run = Full.run
    run.sketch = nil
    change(&run.claims[0])
    return entry(.run(run))
  }

  /// All kinds of things that a claim may have and lack.
  private static let changes: [@Sendable (inout Claim) -> Void] = [
    { _ in },
    { $0.setWords(sentence: "", number: "") },
    { $0.time = ClaimTime() },
    { $0.time.takes = .exact(3) },
    { $0.quantity = .about(5, "etwa") },
    { $0.quantity = .exact(0) },
    { $0.quantity.best = -0.0 },
    { $0.quantity.low = .init(-0.0) },
    { $0.quantity = Quantity(form: .vague, modifier: .exact, unit: "", vagueTerm: "dozens") },
    { $0.measure = MeasureStatement("killed") },
    { $0.group = CountedGroup() },
    { $0.group.responsible = .init(party: "x", statedBy: "") },
    { $0.group.place = "Київ" },
    { $0.attribution = Attribution() },
    { $0.attribution = Attribution(claimant: Source(name: ""), outlet: Source(id: "a", name: "")) },
    { ($0.relations, $0.rules, $0.ratePer) = ([], [], nil) },
    { ($0.confidence, $0.citedForScale, $0.evidence.seal) = (0, false, nil) },
    { $0.evidence.subject = nil },
    { $0.evidence.sentence = Span(bytes: 1 << 40..<1 << 41, characters: 0..<0) },
    { $0.rules = (0..<50).map { "\($0)" } },
  ]

  @Test(arguments: changes.indices) func saysWhatTheEntrySays(_ change: Int) throws {
    let entry = run(Self.changes[change])
    let bytes = try entry.packed()
    // The sign of a zero does not travel.
    #expect(outline(bytes) == EntryOutline(try Entry(unpacking: bytes)))
    #expect(outline(bytes) != nil)
  }

  @Test func ofEachKindWithWordsBesideIt() throws {
    for body in Full.bodies {
      var body = body
      if case .run(var run) = body {
        run.sketch = nil
        run.claims = []
        body = .run(run)
      }
      let found = outline(try entry(body).packed())
      switch body {
      case .document, .sighting, .run: #expect(found == EntryOutline(entry(body)))
      default: #expect(found == nil)
      }
    }
  }

  /// More claims than are hashed together.
  @Test(arguments: [0, 1, 2, 15, 16, 17, 40]) func hashesTheEntryAndItsClaims(_ count: Int) throws {
    var run = Full.run
    run.sketch = nil
    run.claims = (0..<count).map { number in
      var claim = Full.claim
      claim.measure.words = String(repeating: "x", count: number * 7)
      return claim
    }
    let bytes = try entry(.run(run)).packed()
    let before = Digest(of: [9])
    var reader = OutlineReader()
    let found = try #require(bytes.withUnsafeBytes { reader.outline($0, after: before) })
    let leaves = try PackedEntry.claims(in: bytes).map { MerkleTree.leaf(Array(bytes[$0])) }
    #expect(leaves.count == count)
    #expect(found.hashes.chain == Digest(of: [before.bytes, bytes]))
    #expect(found.hashes.leaves == leaves)
    #expect(try reader.root(of: leaves) == MerkleTree(leaves: leaves).root(size: count))
  }

  /// Of what is no entry there may be an outline: nobody asks for one of bytes that are not those that were recorded.
  @Test func aChangedBitIsReadAsTheEntryThatItMakesOrNotAtAll() throws {
    let bytes = try run().packed()
    var (refused, read) = (0, 0)
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      guard let found = outline(changed) else {
        refused += 1
        continue
      }
      guard let entry = try? Entry(unpacking: changed) else { continue }
      #expect(EntryOutline(entry) == found, "bit \(bit)")
      read += 1
    }
    #expect(refused > bytes.count)
    #expect(read > bytes.count)
  }

  @Test func aPartIsReadAsTheEntryThatItMakesOrNotAtAll() throws {
    let bytes = try run().packed()
    var read = 0
    for size in 0..<bytes.count {
      let part = Array(bytes[..<size])
      guard let found = outline(part), let entry = try? Entry(unpacking: part) else { continue }
      #expect(EntryOutline(entry) == found, "\(size) bytes")
      read += 1
    }
    #expect(outline(Array(bytes.dropLast(3))) == nil)
    #expect(read < bytes.count / 10)
  }

  @Test func whatIsPackedOtherwiseIsLeftToWhoeverUnpacksIt() throws {
    let bytes = try run().packed()
    // A field that nobody knows; the same field twice.
    for other in [bytes + field(15, [1]), bytes + field(3, Array("desk".utf8))] {
      #expect(outline(other) == nil)
      _ = try Entry(unpacking: other)
    }
  }
}
