import Configuration
package import Ledger
package import RPC

/// The settings of one service, each from the first place that has it: flag, environment, file, default. The order
/// exists here only.
package struct ServiceConfiguration: Sendable {
  private let reader: ConfigReader
  private let known: [String: Setting]

  /// Throws `misconfigured` for a flag or a key of the file that the service does not know.
  package init(
    _ settings: [Setting], arguments: [String], environment: [String: String]
  ) throws(LedgerError) {
    known = Dictionary(uniqueKeysWithValues: settings.map { ($0.key, $0) })
    let flags = try Flags(arguments, settings)
    var providers: [any ConfigProvider] = [
      Self.provider("flags", flags.values),
      EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "reckoner"),
    ]
    if let path = flags.file {
      let values = try SettingsFile.read(path)
      for key in values.keys.sorted() where known[key] == nil {
        throw LedgerError(
          .misconfigured, subject: "\(path): \(key)", "no such key",
          hint: "--help lists the keys")
      }
      providers.append(Self.provider("file", values))
    }
    providers.append(
      Self.provider(
        "defaults", Dictionary(uniqueKeysWithValues: settings.map { ($0.key, $0.standard) })))
    reader = ConfigReader(providers: providers)
  }

  private static func provider(_ name: String, _ values: [String: String]) -> InMemoryProvider {
    InMemoryProvider(
      name: name,
      values: Dictionary(
        uniqueKeysWithValues: values.map { key, value in
          (
            AbsoluteConfigKey(key.split(separator: ".").map(String.init)),
            ConfigValue(.string(value), isSecret: false)
          )
        }))
  }

  package func text(_ key: String) -> String {
    precondition(known[key] != nil, "\(key) is not among the service's settings")
    return reader.string(forKey: ConfigKey(key), default: "")
  }

  package func path(_ key: String) throws(LedgerError) -> String {
    let value = text(key)
    guard !value.isEmpty else { throw wrong(key, value, "a path") }
    return value
  }

  /// Nil where it is empty: the service has a place of its own for it then.
  package func optionalPath(_ key: String) -> String? {
    let value = text(key)
    return value.isEmpty ? nil : value
  }

  package func count(_ key: String, in range: ClosedRange<Int>) throws(LedgerError) -> Int {
    let value = text(key)
    guard let number = Int(value), range.contains(number) else {
      throw wrong(key, value, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  package func flag(_ key: String) throws(LedgerError) -> Bool {
    switch text(key) {
    case "true": return true
    case "false": return false
    case let value: throw wrong(key, value, "true or false")
    }
  }

  package func address(_ key: String) throws(LedgerError) -> Address {
    try Address(text(key), key: key)
  }

  private func wrong(_ key: String, _ value: String, _ wanted: String) -> LedgerError {
    LedgerError(
      .misconfigured, subject: key, "\(value.debugDescription) is not \(wanted)",
      hint: known[key].map { "\($0.flag), \($0.variable) or the file: \($0.meaning)" } ?? "")
  }
}

/// The command line of a service: `--config FILE`, and each setting as `--its-key VALUE` or `--its-key=VALUE`.
private struct Flags {
  var values: [String: String] = [:]
  var file: String?

  init(_ arguments: [String], _ settings: [Setting]) throws(LedgerError) {
    let keys = Dictionary(uniqueKeysWithValues: settings.map { ($0.flag, $0.key) })
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let flag = String(parts[0])
      guard flag == "--config" || keys[flag] != nil else {
        throw LedgerError(
          .misconfigured, subject: flag, "no such option", hint: "--help lists the options")
      }
      guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
        throw LedgerError(.misconfigured, subject: flag, "needs a value")
      }
      if let key = keys[flag] { values[key] = value } else { file = value }
    }
  }
}
