import ArgumentParser

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write out what the ledger holds, for others.",
    discussion: """
      reckon export --format FORMAT writes one of:
        csv          one row a claim
        jsonl        one claim a line, as the calls have it
        corpus       sentences with what they claim, as annotated corpora have it
        sdmx-csv     series of who counts, for statisticians (SDMX-CSV 2.0)
        incidents    single events, in columns named as those of event data
        claimreview  findings that reviewers accepted, as ClaimReview (schema.org)
      reckon export data --help has its options.

      Example: reckon export --format csv --conflict russia-ukraine --to claims.csv
      """,
    subcommands: [ExportDataCommand.self, ExportEvidenceCommand.self],
    defaultSubcommand: ExportDataCommand.self)
}
