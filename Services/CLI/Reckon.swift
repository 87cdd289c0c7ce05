import ArgumentParser
import Foundation
import Ledger
import RPC
import Runtime

@main
struct Reckon: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reckon",
    abstract: "Who said how many, about whom, for which period, and where the figures disagree.",
    discussion: """
      Talks to the gateway: --gateway, else RECKONER_GATEWAY, else `gateway:` in
      $XDG_CONFIG_HOME/reckoner/profile.yaml (~/.config/reckoner/profile.yaml), else 127.0.0.1:7400.

      Exit status: 0 done; 1 what --fail-on or a check names was found; 3 an answer with a part missing; 64 wrong usage; 65 bad input; 66 not found
      or withdrawn; 69 a service does not answer; 70 internal failure; 73 too large or disk full; 74 damaged;
      75 try again; 78 configuration.
      """,
    version: "reckon \(Version.current)",
    subcommands: [
      IngestCommand.self, ExtractCommand.self, EvaluateCommand.self, ClaimsCommand.self,
      SearchCommand.self,
      ShowCommand.self,
      CompareCommand.self, SeriesCommand.self, OriginsCommand.self, DerivationsCommand.self,
      FindingsCommand.self, ReportsCommand.self, StatusCommand.self,
      HealthCommand.self, ReviewCommand.self, LedgerCommand.self, VocabularyCommand.self,
      ExportCommand.self, WithdrawCommand.self, DiffCommand.self, ReextractCommand.self,
      SourcesCommand.self, CheckCommand.self, ExplainCommand.self, CoverageCommand.self,
      BriefingCommand.self,
    ])

  static func main() async {
    // A reader that has gone (`reckon claims | head`) is no reason for a message.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as LedgerError {
      Terminal.complain("\(error)")
      Foundation.exit(ExitStatus.of(error.reason))
    } catch is CancellationError {
      Foundation.exit(ExitStatus.of(.cancelled))
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      // What the argument parser throws: help, version, and wrong usage with its own text.
      exit(withError: error)
    }
  }
}
