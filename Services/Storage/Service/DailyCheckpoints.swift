import Ledger
import LedgerStore
import Logging
import Runtime
import ServiceLifecycle

/// Signs each day (UTC) soon after it has ended, and the ones that ended while the service was not there.
struct DailyCheckpoints: Service {
  let store: LedgerStore
  /// Who is asked to say when they were there; nil: nobody.
  let authority: TimestampAuthority?
  let logger: Logger

  /// How often it looks. Not once a day: clocks are set, and machines sleep.
  static let interval = Duration.seconds(60)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var said: LedgerError?
      var saidOfTime: LedgerError?
      while !Task.isCancelled {
        do {
          for checkpoint in try await store.signEndedDays(by: .now) {
            logger.info(
              "signed the day",
              metadata: [
                "day": "\(checkpoint.statement.day?.description ?? "")",
                "entries": "\(checkpoint.statement.size)", "key": "\(checkpoint.key.ledgerName)",
              ])
          }
          said = nil
        } catch {
          // The ledger records and answers all the same; the days are signed when it can. Said once.
          let failure = error as? LedgerError ?? LedgerError(.internalFailure, "\(error)")
          if failure != said { logger.warning("no checkpoint was signed: \(failure)") }
          said = failure
        }
        do {
          try await stamp()
          saidOfTime = nil
        } catch {
          let failure = error as? LedgerError ?? LedgerError(.internalFailure, "\(error)")
          if failure != saidOfTime, !Task.isCancelled {
            logger.warning("a checkpoint has no timestamp: \(failure)")
          }
          saidOfTime = failure
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }

  /// At most so many are asked for in a row: a ledger may have years of them.
  private static let stampsAtOnce = 10

  private func stamp() async throws {
    guard let authority else { return }
    for checkpoint in try await store.checkpointsWithoutTimestamp(limit: Self.stampsAtOnce) {
      let response = try await authority.timestamp(checkpoint)
      try await store.add(response, to: checkpoint)
      logger.info(
        "the day has a timestamp",
        metadata: [
          "day": "\(checkpoint.statement.day?.description ?? "")", "moment": "\(response.moment)",
        ])
    }
  }
}
