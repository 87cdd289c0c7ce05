import Foundation
import Ledger
package import Logging
package import ServiceLifecycle
import UnixSignals

/// How any of our processes lives: read the configuration, build, run until a signal, stop in reverse order.
package enum ServiceMain {
  /// Runs a service to its end and exits: 0 after a graceful stop, else with the code of sysexits.
  /// - Parameters:
  ///   - commands: what else the program can do, by its first argument.
  ///   - build: makes the parts in dependency order; later ones may use earlier ones, and stop first.
  package static func run(
    _ name: String, settings: [Setting], commands: [ServiceCommand] = [],
    build: (ServiceConfiguration, Logger) async throws -> [any Service]
  ) async -> Never {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // A file-size limit is a full disk: the write that fails says so, and the process goes on.
    signal(SIGXFSZ, SIG_IGN)
    if let command = commands.first(where: { $0.name == arguments.first }) {
      await run(command, of: name, Array(arguments.dropFirst()))
    }
    if arguments.contains("--help") || arguments.contains("-h") {
      print(help(name, settings, commands))
      exit(0)
    }
    if arguments.contains("--version") {
      print("\(name) \(Version.current)")
      exit(0)
    }
    do {
      let configuration = try ServiceConfiguration(
        settings, arguments: arguments, environment: ProcessInfo.processInfo.environment)
      let logger = try logger(name, configuration)
      if try configuration.flag("network.insecure") {
        logger.warning("network.insecure is set: calls are neither encrypted nor authenticated")
      }
      OpenFiles.allowAll(logger: logger)
      logger.info("starting", metadata: ["version": "\(Version.current)"])
      let parts = try await build(configuration, logger)
      var group = ServiceGroupConfiguration(
        services: parts, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger))
      group.maximumGracefulShutdownDuration = .seconds(15)
      try await ServiceGroup(configuration: group).run()
      logger.info("stopped")
      exit(0)
    } catch {
      fail(name, error)
    }
  }

  private static func run(_ command: ServiceCommand, of name: String, _ arguments: [String]) async
    -> Never
  {
    if arguments.contains("--help") || arguments.contains("-h") {
      print("usage: \(name) \(command.help)")
      exit(0)
    }
    do {
      try await command.run(arguments)
      exit(0)
    } catch {
      fail("\(name) \(command.name)", error)
    }
  }

  private static func fail(_ name: String, _ error: any Error) -> Never {
    let failure = error as? LedgerError ?? LedgerError(.internalFailure, "\(error)")
    FileHandle.standardError.write(Data("\(name): \(failure)\n".utf8))
    exit(exitStatus(failure.reason))
  }

  /// After sysexits, as the command line's own table (Services/CLI/ExitStatus.swift) has it.
  static func exitStatus(_ reason: LedgerError.Reason) -> Int32 {
    switch reason {
    case .misconfigured, .schemaTooNew: 78
    case .tooLarge, .diskFull: 73
    case .damaged: 74
    case .unavailable: 69
    case .notFound: 66
    case .malformed: 65
    default: 70
    }
  }

  static func help(_ name: String, _ settings: [Setting], _ commands: [ServiceCommand] = [])
    -> String
  {
    var lines = ["usage: \(name) [--config FILE] [--KEY VALUE]..."]
    for command in commands {
      let first = command.help.split(separator: "\n").first ?? ""
      lines.append("       \(name) \(first)")
    }
    lines += [
      "",
      "Each key below is a flag (--listen-address), an environment variable",
      "(RECKONER_LISTEN_ADDRESS) or a line of the YAML file (listen.address). Flags win, then the",
      "environment, then the file.", "",
    ]
    for setting in settings {
      let standard = setting.standard.isEmpty ? "none" : setting.standard
      lines += ["  \(setting.key)   (default: \(standard))", "      \(setting.meaning)"]
    }
    return lines.joined(separator: "\n")
  }

  private static func logger(_ name: String, _ configuration: ServiceConfiguration)
    throws(LedgerError) -> Logger
  {
    guard let level = Logger.Level(rawValue: configuration.text("log.level")) else {
      throw LedgerError(
        .misconfigured, subject: "log.level",
        "\(configuration.text("log.level").debugDescription) is not a level",
        hint: "trace, debug, info, notice, warning, error or critical")
    }
    let format = configuration.text("log.format")
    var logger: Logger
    switch format {
    case "text":
      logger = Logger(label: name) {
        StreamLogHandler.standardError(label: $0, metadataProvider: .call)
      }
    case "json": logger = Logger(label: name) { JSONLog(service: $0) }
    default:
      throw LedgerError(
        .misconfigured, subject: "log.format", "\(format.debugDescription) is no format of a log",
        hint: "text or json")
    }
    logger.logLevel = level
    return logger
  }

  /// The lifecycle's own chatter at every start and stop is of no use to an operator.
  private static func quiet(_ logger: Logger) -> Logger {
    var logger = logger
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }
}
