import Ledger
import Testing

@testable import Messages

@Suite("Origins as messages") struct OriginMessageTests {
  private func expectRoundTrip<M: Message & Equatable>(_ message: M) throws {
    #expect(try M(unpacking: try message.packed()) == message)
  }

  static let source = Source(id: "csis", name: "CSIS")

  static let relay = RelayRecord(
    claim: Full.record.id, document: Full.document, claimant: source,
    speaker: Source(name: "a spokesman"), relays: [Source(name: "One"), Source(name: "Two")],
    outlets: ["Outlet"], mode: .headline, quantity: Full.figure.quantity,
    published: Full.date("2026-01-29", .supplied),
    changes: [RelayChange(kind: "bound dropped", before: "1–2", after: "2")], alignment: "why")

  static let set = OriginSet(
    origins: [
      OriginRecord(
        topic: Full.topic, claimant: source, figure: Full.figure, relays: [relay], furtherRelays: 3,
        relayOf: Full.record.id, independentOrigins: 2, proposedCredibility: 1,
        proposalReason: "another one agrees"),
      OriginRecord(topic: Full.topic, claimant: nil, figure: Full.figure),
    ],
    topics: [
      TopicIndependence(
        topic: Full.topic, origins: 4, claims: 9, documents: 5,
        groups: [
          SourceGroup(
            sources: [source], origins: 2,
            ties: [
              Dependence(
                source: source, on: Source(name: "X"), kind: "builds on", claims: [Full.record.id])
            ])
        ], unattributed: 1)
    ],
    copies: [
      DocumentCopy(
        document: Full.document, other: Full.document, outlets: ["A"], otherOutlets: ["B"],
        kind: .nearCopy, likeness: 0, sharedClaims: 5, inOrder: 4,
        changes: [
          .init(claim: Full.record.id, other: Full.record.id, changes: relay.changes)
        ]),
      DocumentCopy(document: Full.document, other: Full.document, kind: .retelling),
    ],
    releases: [
      SourceRelease(
        claimant: source, origins: [Full.record.id], claims: 3, documents: 2, outlets: ["A"])
    ], total: 2, claims: 9, rejectedClaims: 1)

  @Test func readBackAsTheyWereWritten() throws {
    try expectRoundTrip(Self.set)
    for start in [0, 100] {
      try expectRoundTrip(
        AnalyticsServiceListOriginsRequest(
          question: Question(party: "russia"), revision: start == 0 ? nil : Revision(0),
          hash: Digest(of: [1]), start: start, pageSize: 7))
    }
    try expectRoundTrip(
      AnalyticsServiceListOriginsResponse(
        origins: Self.set, revision: Revision(3), complete: true))
    try expectRoundTrip(
      ListOriginsRequest(question: Question(measure: "killed"), pageSize: 5, cursor: "c"))
    try expectRoundTrip(
      ListOriginsResponse(
        status: AnswerStatus(complete: true, revision: Revision(9), version: "1"),
        origins: Self.set, evidence: [Full.record], nextCursor: "n"))
  }

  @Test func refuseASketchOfAnotherSize() throws {
    #expect(DocumentSketch(bytes: [1, 2, 3]) == nil)
    #expect(DocumentSketch(values: [1]) == nil)
    let sketch = try #require(Full.run.sketch)
    #expect(DocumentSketch(bytes: sketch.bytes) == sketch)
  }
}
