import ArgumentParser

struct SourcesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Who counts, and what: the registry, and tables of their figures.",
    subcommands: [SourcesListCommand.self, SourcesImportCommand.self])
}
