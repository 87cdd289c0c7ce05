import Ledger
import Messages
import RPC
import Support
import Testing

/// Recordings at storage's door: as announced, of one document and within the limits, or nothing of them.
@Suite(.serialized, .sharedStack) struct RecordingTests {
  private var stack: Stack { get throws { try #require(SharedStack.current) } }

  private static let original = Array("In the battle 40 soldiers were killed.".utf8)

  private static func header(
    of original: [UInt8] = original, size: Int? = nil, claims: Int = 0,
    sightingOf other: [UInt8]? = nil
  ) -> RecordingHeader {
    let document = DocumentID(original: original)
    return RecordingHeader(
      document: DocumentRecord(
        id: document, mediaType: "text/plain", size: size ?? original.count),
      sighting: Sighting(
        document: DocumentID(original: other ?? original),
        receivedAt: Moment(microseconds: 1_700_000_000_000_000)),
      run: ExtractionRun(
        document: document, language: "en", extractorVersion: "test", lexiconFingerprint: "test",
        claims: []),
      claims: claims)
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    var name: String
    var parts: [AppendRequest]
    var reason: LedgerError.Reason
    var says: String
    var testDescription: String { name }
  }

  static let refused: [Refused] = [
    Refused(name: "an empty stream", parts: [], reason: .malformed, says: "an empty stream"),
    Refused(
      name: "an original of 50 MB", parts: [.recording(header(size: 50 << 20))],
      reason: .tooLarge, says: "limits.report-size"),
    Refused(
      name: "a negative size", parts: [.recording(header(size: -1))], reason: .malformed,
      says: "size"),
    Refused(
      name: "a million claims", parts: [.recording(header(claims: 1_000_000))],
      reason: .tooLarge, says: "limits.claims-per-report"),
    Refused(
      name: "no header", parts: [.original(original)], reason: .malformed, says: "must come first"),
    Refused(
      name: "two headers", parts: [.recording(header()), .recording(header())],
      reason: .malformed, says: "a second header"),
    Refused(
      name: "less than announced",
      parts: [.recording(header()), .original(Array(original.prefix(5)))], reason: .malformed,
      says: "5 came where 38 were announced"),
    Refused(
      name: "more than announced",
      parts: [.recording(header()), .original(original), .original([65])], reason: .malformed,
      says: "39 came where 38 were announced"),
    Refused(
      name: "another original", parts: [.recording(header()), .original(original.reversed())],
      reason: .malformed, says: "not the digest of the original"),
    Refused(
      name: "another document's sighting",
      parts: [.recording(header(sightingOf: [65])), .original(original)], reason: .malformed,
      says: "not all of one document"),
    Refused(
      name: "claims that do not come",
      parts: [.recording(header(claims: 2)), .original(original)], reason: .malformed,
      says: "0 came where 2 were announced"),
  ]

  @Test(arguments: refused)
  func whatIsNoRecordingChangesNothing(_ recording: Refused) async throws {
    let stack = try stack
    try await ReportDoor.call(await stack.address(.storage)) { storage in
      try await Self.vocabularyIsRegistered(storage)
      let before = try await storage.call(StorageAPI.getHead, GetHeadRequest())
      let error = await failure {
        _ = try await storage.send(StorageAPI.append) { out in
          for part in recording.parts { try await out.send(part) }
        }
      }
      #expect(error?.reason == recording.reason)
      #expect(
        error?.description.contains(recording.says) == true, "\(String(describing: error))")
      let after = try await storage.call(StorageAPI.getHead, GetHeadRequest())
      #expect(after.revision == before.revision)
      #expect(after.hash == before.hash)
    }
    try await Vitals.expectWell(stack)
  }

  /// Ingest registers its vocabulary soon after it is up: an entry that is not the test's.
  private static func vocabularyIsRegistered(_ storage: Peer) async throws {
    for _ in 0..<500 {
      if try await storage.call(StorageAPI.getHead, GetHeadRequest()).revision > .empty { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("ingest registered no vocabulary")
  }

  /// The test's own recording is a good one, so that the others are refused for what is wrong with them.
  @Test func theSameRecordingWithoutTheFaultIsTaken() async throws {
    let storage = try await stack.address(.storage)
    try await ReportDoor.call(storage) { storage in
      let answer = try await storage.send(StorageAPI.append) { out in
        try await out.send(.recording(Self.header()))
        try await out.send(.original(Self.original))
      }
      #expect(!answer.alreadyRecorded)
    }
  }
}
