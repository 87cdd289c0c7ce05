import Foundation
import Ledger
import Messages
import RPC
import Synchronization

/// Reports accepted and not yet recorded, each a file. A report is acknowledged only when its file, and its name in
/// the folder, are on the disk.
final class Spool: Sendable {
  /// One accepted report.
  struct Item: Sendable {
    /// The receipt's id. Items are read in the order of their ids, which begin with the time.
    let id: String
    let sighting: Sighting
    let content: [UInt8]
    /// In whose name it is read and recorded: that of its submission.
    let call: Call
  }

  private struct State {
    /// Ids in order, the ones being read included, with the size of each.
    var queued: [(id: String, size: Int)] = []
    var taken: Set<String> = []
    var refused = 0
  }

  private let directory: String
  private let limits: Limits
  private let state = Mutex(State())
  /// Counts what may give a waiting reader something to do.
  private let arrivals = Watched(0)

  struct Limits: Sendable {
    var reports: Int
    var bytes: Int
  }

  /// Opens the folder and finds what an earlier process left.
  init(directory: String, limits: Limits) throws(LedgerError) {
    self.directory = directory
    self.limits = limits
    for folder in ["queued", "refused", "incoming", "attempts"] {
      try SpoolFiles.makeFolder(path(folder))
    }
    // What was still being written was never acknowledged.
    for name in try SpoolFiles.names(in: path("incoming")) {
      SpoolFiles.remove(path("incoming", name))
    }
    var queued: [(String, Int)] = []
    for name in try SpoolFiles.names(in: path("queued")).sorted() {
      queued.append((name, SpoolFiles.size(of: path("queued", name))))
    }
    let refused = try SpoolFiles.names(in: path("refused")).filter { !$0.hasSuffix(".reason") }
      .count
    state.withLock { [queued] in
      $0.queued = queued
      $0.refused = refused
    }
  }

  var queuedCount: Int { state.withLock(\.queued.count) }
  var refusedCount: Int { state.withLock(\.refused) }
  func isQueued(_ id: String) -> Bool { state.withLock { $0.queued.contains { $0.id == id } } }

  /// Room for one more report, or `overloaded` with a hint when to try again.
  func requireRoom() throws(LedgerError) {
    let (count, bytes) = state.withLock { state in
      (state.queued.count, state.queued.reduce(0) { $0 + $1.size })
    }
    guard count < limits.reports, bytes < limits.bytes else {
      throw LedgerError(
        .overloaded, subject: "spool", "\(count) reports (\(bytes) bytes) wait already",
        hint: "try again in a few seconds, or raise spool.reports or spool.bytes",
        retryAfterMilliseconds: 2000)
    }
  }

  /// Makes a report durable and queues it. When this returns, the report survives anything but the disk.
  func accept(_ sighting: Sighting, _ content: [UInt8]) throws(LedgerError) -> String {
    try requireRoom()
    let micros = String(sighting.receivedAt.microseconds)
    let id =
      String(repeating: "0", count: max(0, 17 - micros.count)) + micros + "-"
      + Hex.encode((0..<4).map { _ in UInt8.random(in: .min ... .max) })
    let trace = Dictionary(uniqueKeysWithValues: Call.current.trace?.fields ?? [])
    let report = SpooledReport(
      sighting: sighting, requestID: Call.current.isNone ? "" : Call.current.requestID,
      traceParent: trace[TraceContext.parentKey] ?? "",
      traceState: trace[TraceContext.stateKey] ?? "")
    let bytes = try SpoolFiles.packed(report, content)
    try SpoolFiles.writeDurably(
      bytes, to: path("incoming", id), thenMoveTo: path("queued", id), in: path("queued"))
    state.withLock { $0.queued.append((id, bytes.count)) }
    arrivals.update { $0 + 1 }
    return id
  }

  /// The next report that nobody works on, waiting for one; nil when the task is cancelled.
  func next() async -> String? {
    while !Task.isCancelled {
      let seen = arrivals.value
      if let id = take() { return id }
      guard (try? await arrivals.wait { $0 != seen }) != nil else { return nil }
    }
    return nil
  }

  private func take() -> String? {
    state.withLock { state in
      let free = state.queued.first { !state.taken.contains($0.id) }
      if let free { state.taken.insert(free.id) }
      return free?.id
    }
  }

  /// Gives a report back, to be taken again.
  func putBack(_ id: String) {
    state.withLock { _ = $0.taken.remove(id) }
    arrivals.update { $0 + 1 }
  }

  func load(_ id: String) throws(LedgerError) -> Item {
    try SpoolFiles.unpacked(try SpoolFiles.read(path("queued", id)), id)
  }

  /// Notes that reading begins, and says how often it began before without an end: a report that brings the process
  /// down must not do so for ever.
  func beginAttempt(_ id: String) -> Int {
    let earlier = SpoolFiles.size(of: path("attempts", id))
    SpoolFiles.append([1], to: path("attempts", id))
    return earlier
  }

  func endAttempt(_ id: String) { SpoolFiles.remove(path("attempts", id)) }

  /// The report is in the ledger, or must be kept nowhere.
  func done(_ id: String) {
    SpoolFiles.remove(path("queued", id))
    endAttempt(id)
    forget(id)
  }

  /// The report cannot be read, and is kept aside with the reason.
  func refuse(_ id: String, _ reason: LedgerError) throws(LedgerError) {
    let text = Array("\(reason)\n".utf8)
    try SpoolFiles.writeDurably(
      text, to: path("incoming", id), thenMoveTo: path("refused", id + ".reason"),
      in: path("refused"))
    try SpoolFiles.move(path("queued", id), to: path("refused", id))
    endAttempt(id)
    forget(id)
    state.withLock { $0.refused += 1 }
  }

  /// Removes what was kept aside of a document, with the reasons beside it. Returns how many reports that were.
  func dropRefused(_ document: DocumentID) throws(LedgerError) -> Int {
    var removed = 0
    for name in try SpoolFiles.names(in: path("refused")) where !name.hasSuffix(".reason") {
      guard SpoolFiles.document(in: path("refused", name)) == document else { continue }
      SpoolFiles.remove(path("refused", name))
      SpoolFiles.remove(path("refused", name + ".reason"))
      removed += 1
    }
    state.withLock { [removed] in $0.refused = max(0, $0.refused - removed) }
    return removed
  }

  private func forget(_ id: String) {
    state.withLock { state in
      state.queued.removeAll { $0.id == id }
      state.taken.remove(id)
    }
  }

  private func path(_ parts: String...) -> String { ([directory] + parts).joined(separator: "/") }
}
