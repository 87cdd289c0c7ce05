import Foundation
import Ledger
import LedgerStore
import Messages
package import Runtime

extension Storage {
  /// `reckoner-storage restore FILE`: puts a backup in the place of the ledger, while no storage runs on it.
  package static let restore = ServiceCommand(
    "restore",
    help: """
      restore FILE [--to DIRECTORY] [--against CHECKPOINT]... [--force] [--json] [--KEY VALUE]...

      Puts a backup in the place of the ledger in storage.path, or in DIRECTORY. End the storage that runs
      on it first. FILE is only read: a copy of it is verified in full, as reckon ledger verify does, and
      takes its place only if all of it holds. The ledger that was there stays beside it under another
      name; nothing is deleted.

        --to DIRECTORY        in place of storage.path
        --against CHECKPOINT  a file with a checkpoint that the backup must go on from
        --force               also where entries that were recorded since would be lost
        --json                print what became of it as canonical protobuf JSON

      Keys are those of reckoner-storage --help; used are storage.path, storage.scratch-path and
      storage.key-path. The key that signs checkpoints is in no backup: put it back, too.

      Exit status 0 when it is in place, 74 where the backup is damaged, 78 where another process has the
      ledger open or entries would be lost, 66 where there is no such file, 65 where it is no ledger,
      73 where the disk is full.

      Example: reckoner-storage restore /backup/ledger-20261128T120000Z-1234.backup --to data/storage
      """,
    run: { try await restore($0) })

  private static func restore(_ arguments: [String]) async throws {
    let options = try RestoreOptions(arguments)
    let configuration = try ServiceConfiguration(
      settings, arguments: options.rest, environment: ProcessInfo.processInfo.environment)
    let directory = try options.directory ?? configuration.path("storage.path")
    var report = try await LedgerStore.restore(
      options.file, to: directory, against: try options.checkpoints(),
      scratchDirectory: configuration.optionalPath("storage.scratch-path"), mayLose: options.force,
      at: .now,
      progress: { progress in
        // On one line that is rewritten; nothing where nobody watches.
        guard isatty(STDERR_FILENO) == 1 else { return }
        let line = "\r\u{1B}[K\(progress.stage): \(progress.done) of \(progress.total)"
        FileHandle.standardError.write(Data(line.utf8))
      })
    if isatty(STDERR_FILENO) == 1 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    report.version = Version.current
    if options.json {
      print(try report.json())
    } else {
      let key = configuration.optionalPath("storage.key-path") ?? directory + "/ledger.key"
      show(report, directory, key: key)
    }
  }

  private static func show(_ report: RestoreReport, _ directory: String, key: String) {
    print("restored     \(directory): \(report.revision) entries, all of which hold")
    print("chain        \(report.hash.hex)")
    print("backup       SHA-256 \(report.digest.hex)")
    if !report.replaced.isEmpty { print("replaced     the ledger before is \(report.replaced)") }
    if report.lost > 0 { print("lost         \(report.lost) entries of it are not in this one") }
    guard !report.signer.isEmpty else { return }
    print("signed by    \(report.signer)")
    if !FileManager.default.fileExists(atPath: key) {
      print("             its key is in no backup: put it back as \(key) before storage starts")
    }
  }
}

/// The command line of `restore`.
private struct RestoreOptions {
  var file = ""
  var directory: String?
  var against: [String] = []
  var force = false
  var json = false
  /// Settings, for whom it concerns.
  var rest: [String] = []

  init(_ arguments: [String]) throws(LedgerError) {
    var left = arguments[...]
    func value(_ option: String) throws(LedgerError) -> String {
      guard let value = left.popFirst() else {
        throw LedgerError(.misconfigured, subject: option, "needs a value")
      }
      return value
    }
    while let argument = left.popFirst() {
      switch argument {
      case "--to": directory = try value(argument)
      case "--against": against.append(try value(argument))
      case "--force": force = true
      case "--json": json = true
      case _ where argument.hasPrefix("--"):
        rest.append(argument)
        if !argument.contains("=") { rest.append(try value(argument)) }
      default:
        guard file.isEmpty else {
          throw LedgerError(.misconfigured, subject: argument, "a second file")
        }
        file = argument
      }
    }
    guard !file.isEmpty else {
      throw LedgerError(
        .misconfigured, subject: "restore", "names no file", hint: "restore --help shows how")
    }
  }

  func checkpoints() throws(LedgerError) -> [Checkpoint] {
    var checkpoints: [Checkpoint] = []
    for path in against {
      guard let handle = FileHandle(forReadingAtPath: path),
        let data = try? handle.read(upToCount: Checkpoint.largest + 1)
      else {
        throw LedgerError(.notFound, subject: path, "there is no such file")
      }
      do throws(LedgerError) {
        checkpoints.append(try Checkpoint(note: String(decoding: data, as: UTF8.self)))
      } catch {
        throw LedgerError(error.reason, subject: path, error.message, hint: error.hint)
      }
    }
    return checkpoints
  }
}
