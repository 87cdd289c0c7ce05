import Ledger
import Messages

/// How decisions are read out of the tables.
enum ReviewRows {
  /// The decisions on a subject up to a revision, in order.
  static func voices(
    on subject: String, upTo revision: Revision? = nil, _ connection: Connection
  ) throws(LedgerError) -> [ReviewState.Voice] {
    try connection.all(
      "SELECT packed, entry FROM review WHERE subject = ? AND entry <= ? ORDER BY entry",
      [.text(subject), .integer(revision?.number ?? .max)]
    ) { (row) throws(LedgerError) in
      ReviewState.Voice(
        decision: try decision(row, 0, entry: row.revision(1)), entry: row.revision(1))
    }
  }

  static func decision(_ row: Row, _ column: Int32, entry: Revision) throws(LedgerError)
    -> ReviewDecision
  {
    do throws(LedgerError) {
      return try row.withBytes(column) { (buffer) throws(LedgerError) in
        try ReviewDecision(unpacking: buffer)
      }
    } catch {
      throw .damaged("entry \(entry)", "its decision cannot be read: \(error.message)")
    }
  }
}

extension ReviewState {
  init(_ voices: [Voice]) {
    self.init()
    for voice in voices { add(voice.decision, at: voice.entry) }
  }
}

extension Snapshot {
  /// Adds the decisions on a claim, as far as a record holds them.
  func addReviews(to record: inout ClaimRecord, at revision: Revision) throws(LedgerError) {
    let subject = record.id.description
    let voices = try ReviewRows.voices(on: subject, upTo: revision, connection)
    let state = ReviewState(voices)
    var size = 0
    record.reviews = []
    for voice in voices.suffix(Self.reviewsShown).reversed() {
      let entry = voice.entry
      size += voice.decision.approximateSize
      guard record.reviews.isEmpty || size <= Self.reviewBytes else { break }
      let found = try connection.first(
        "SELECT recorded_at, author FROM entry WHERE sequence = ?", [.revision(entry)]
      ) { (row) throws(LedgerError) in
        ReviewRecord(
          decision: voice.decision, entry: entry, recordedAt: Moment(microseconds: row.integer(0)),
          author: row.text(1), effect: state.effect(of: entry))
      }
      guard let found else { throw .damaged("entry \(entry)", "it is missing") }
      record.reviews.append(found)
    }
    record.earlierReviews = voices.count - record.reviews.count
  }

  // A record of more would not be sure to fit into a message.
  private static var reviewsShown: Int { 100 }
  private static var reviewBytes: Int { 1 << 20 }
}

extension ReviewDecision {
  fileprivate var approximateSize: Int {
    corrections.reduce(256 + reason.utf8.count + reviewer.utf8.count) {
      $0 + $1.key.utf8.count + $1.value.utf8.count
    }
  }
}
