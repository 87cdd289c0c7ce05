import ArgumentParser

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write out what the ledger holds, for others.",
    subcommands: [ExportEvidenceCommand.self])
}
