import Extraction
import Formats
import Ledger
import Logging
import Messages
import RPC
import Runtime
import ServiceLifecycle

/// The write path: takes reports from the spool one by one, reads them, and delivers what they claim.
struct Intake: Service {
  let spool: Spool
  let board: IntakeBoard
  let reader: ReportReader
  let delivery: Delivery
  let logger: Logger
  let workers: Int

  /// After so many beginnings without an end, a report is taken to be what brought the process down.
  private static let fatalAttempts = 3

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      // Answers depend on the vocabulary: it goes first.
      try await delivery.deliver(reader.vocabulary)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<workers {
          group.addTask { while let id = await spool.next() { await process(id) } }
        }
        for try await _ in group {}
      }
    }
  }

  private func process(_ id: String) async {
    do {
      let item = try spool.load(id)
      await Call.$current.withValue(item.call) { await process(item) }
    } catch {
      refuse(id, DocumentID(.zero), LedgerError(error, doing: "reading a report"))
    }
  }

  private func process(_ item: Spool.Item) async {
    let id = item.id
    do {
      let document = item.sighting.document
      guard spool.beginAttempt(id) < Self.fatalAttempts else {
        throw LedgerError(
          .internalFailure, subject: "\(document)", "reading it has failed too often",
          hint: "please report this text as a defect")
      }
      try await delivery.renew(reader.vocabulary)
      let (recording, outcome) = try await delivery.deliver(item.sighting) { waiting in
        board.set(id, IntakeProgress(state: .delivering, document: document, error: waiting))
      } read: { basis in
        board.set(id, IntakeProgress(state: .extracting, document: document))
        let recording = try await reader.recording(of: item.content, item.sighting, by: basis)
        spool.endAttempt(id)
        board.set(id, IntakeProgress(state: .delivering, document: document))
        return recording
      }
      spool.done(id)
      logger.info(
        "recorded",
        metadata: [
          "document": "\(document)", "claims": "\(outcome.claims)",
          "revision": "\(outcome.revision)",
        ])
      board.set(
        id,
        IntakeProgress(
          state: .recorded, document: document, claims: outcome.claims,
          warnings: recording.run.warnings, revision: outcome.revision,
          alreadyRecorded: outcome.alreadyRecorded))
    } catch is CancellationError {
      spool.putBack(id)
    } catch {
      refuse(id, item.sighting.document, LedgerError(error, doing: "reading a report"))
    }
  }

  private func refuse(_ id: String, _ document: DocumentID, _ reason: LedgerError) {
    logger.warning("refused", metadata: ["receipt": "\(id)", "reason": "\(reason)"])
    do {
      // What was withdrawn is kept nowhere, not even among what was refused.
      if reason.reason == .withdrawn { spool.done(id) } else { try spool.refuse(id, reason) }
    } catch {
      logger.error("cannot set aside", metadata: ["receipt": "\(id)", "error": "\(error)"])
      spool.putBack(id)
    }
    board.set(id, IntakeProgress(state: .refused, document: document, error: reason))
  }
}
