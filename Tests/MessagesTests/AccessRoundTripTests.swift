import Ledger
import Messages
import Testing

/// What is packed of the log of accesses comes back as it was.
@Suite struct AccessRoundTripTests {
  private static let access = Access(
    sequence: 7, moment: Moment(microseconds: 1_770_163_200_000_005), author: "local",
    document: Full.document, purpose: "a second look", hash: Digest(of: [1]))

  private func expectRoundTrip<M: Message & Equatable>(_ message: M) throws {
    #expect(try M(unpacking: try message.packed()) == message)
  }

  @Test func accessesStepsAndOriginals() throws {
    let step = CustodyStep(
      entry: Revision(3), recordedAt: Moment(microseconds: 5_000_000), author: "desk",
      type: "review", hash: Digest(of: [2]))
    try expectRoundTrip(
      ListAccessesResponse(accesses: [Self.access], nextCursor: "c", revision: Revision(9)))
    try expectRoundTrip(ListCustodyResponse(steps: [step], nextCursor: "", revision: Revision(9)))
    try expectRoundTrip(GetOriginalRequest(document: "abcdef", purpose: "why"))
    let report = ReportRecord(
      document: DocumentRecord(id: Full.document, mediaType: "text/plain", size: 9),
      sightings: [Full.sighting], language: "en", claims: 1, warnings: [],
      recordedAt: Moment(microseconds: 5_000_000), revision: Revision(4))
    try expectRoundTrip(
      GetOriginalResponse(.header(OriginalHeader(report: report, access: Self.access))))
    try expectRoundTrip(FetchOriginalResponse(.content([0, 255, 10])))
    var found = VerificationReport(revision: Revision(4))
    found.accesses = AccessHead(count: 3, hash: Digest(of: [3]))
    try expectRoundTrip(found)
  }

  /// Every part of an access is bound by its hash.
  @Test func eachPartOfAnAccessCounts() {
    let changes: [(inout Access) -> Void] = [
      { $0.sequence += 1 }, { $0.moment = Moment(microseconds: 0) }, { $0.author = "locals" },
      { $0.document = DocumentID(Digest(of: [9])) }, { $0.purpose += "." },
    ]
    let whole = Self.access.hash(after: .zero)
    #expect(whole != Self.access.hash(after: Digest(of: [5])))
    for change in changes {
      var other = Self.access
      change(&other)
      #expect(other.hash(after: .zero) != whole)
    }
  }
}
