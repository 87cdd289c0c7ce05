import ArgumentParser
import Foundation
import Ledger
import Messages
import RPC

struct LedgerCheckpointCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "List the ledger's signed checkpoints, or write one out to be published.",
    discussion: """
      Storage signs what the ledger held at the end of each day (UTC) in which it grew. Whoever keeps a
      checkpoint, or finds it where it was published, can tell later with reckon ledger verify --against
      whether the ledger still goes on from there. Keep them where whoever runs the ledger cannot change
      them.

      Without WHICH: lists the daily checkpoints, newest first; with --at those that cover no later entry.

      Example: reckon ledger checkpoint newest --to 2026-11-28.checkpoint
      """)

  @Argument(
    help: ArgumentHelp(
      "The day (YYYY-MM-DD), newest, or now: the present, signed and not stored.",
      valueName: "which"))
  var which: String?
  @Option(help: ArgumentHelp("Write it into this file.", valueName: "file")) var to: String?
  @Option(
    help: ArgumentHelp(
      "Write what an authority on time said of it into this file (RFC 3161).", valueName: "file"))
  var timestamp: String?
  @Option(help: "List at most so many.") var limit: Int = 100
  @OptionGroup var point: PointOption
  @OptionGroup var output: OutputOptions
  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    guard which != nil || (to == nil && timestamp == nil) else {
      throw ValidationError("--to and --timestamp need the checkpoint.")
    }
    guard which == nil || point.at == nil else {
      throw ValidationError("--at is for the list of checkpoints.")
    }
  }

  func run() async throws {
    if let which { try await export(try Self.read(which)) } else { try await list() }
  }

  private static func read(_ which: String) throws(LedgerError) -> ShowCheckpointRequest {
    switch which {
    case "newest": return ShowCheckpointRequest()
    case "now": return ShowCheckpointRequest(now: true)
    default:
      guard let day = CivilDate(which), day.precision == .day else {
        throw LedgerError(
          .malformed, subject: which, "no checkpoint is called so",
          hint: "give a day as YYYY-MM-DD, newest or now")
      }
      return ShowCheckpointRequest(day: day)
    }
  }

  private func export(_ request: ShowCheckpointRequest) async throws {
    let answer = try await connection.withGateway {
      try await $0.call(GatewayAPI.showCheckpoint, request)
    }
    // What is not signed as it should be is not passed on.
    let checkpoint = try Checkpoint(note: answer.note)
    if let timestamp {
      guard !answer.timestamp.isEmpty else {
        throw LedgerError(
          .notFound, subject: "timestamp",
          "the checkpoint of \(checkpoint.statement.day?.description ?? "now") has none",
          hint: "daily checkpoints get theirs where storage.timestamp-url names an authority")
      }
      try OutputFile.write(answer.timestamp, to: timestamp)
    }
    if let to {
      try OutputFile.write(answer.note, to: to)
    } else {
      print(output.json ? try answer.json() : answer.note, terminator: output.json ? "\n" : "")
    }
  }

  private func list() async throws {
    let (at, limit) = (try point.point(), limit)
    let answer = try await connection.withGateway { gateway in
      var answer = try await gateway.call(
        GatewayAPI.browseCheckpoints, BrowseCheckpointsRequest(pageSize: min(limit, 500), at: at))
      while answer.notes.count < limit, !answer.nextCursor.isEmpty {
        let page = try await gateway.call(
          GatewayAPI.browseCheckpoints,
          BrowseCheckpointsRequest(
            pageSize: min(limit - answer.notes.count, 500), cursor: answer.nextCursor, at: at))
        answer.notes += page.notes
        answer.nextCursor = page.nextCursor
      }
      return answer
    }
    try Answer.show(answer, answer.status, json: output.json) { answer in
      guard !answer.notes.isEmpty else {
        print(
          at == .head
            ? "No checkpoints yet: the first day in which the ledger grew has not ended (UTC)."
            : "No checkpoints up to then.")
        return
      }
      var table = Table(["DAY", "ENTRIES", "SIGNED", "LEDGER", "ROOT"], right: [1])
      for note in answer.notes {
        let checkpoint = try Checkpoint(note: note)
        table.add([
          checkpoint.statement.day?.description ?? "-", "\(checkpoint.statement.size)",
          "\(checkpoint.statement.signedAt)", checkpoint.key.ledgerName,
          String(checkpoint.statement.root.hex.prefix(16)),
        ])
      }
      table.print()
    }
  }
}
