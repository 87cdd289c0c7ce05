/// One configuration key of a service. The list of them is its `--help`, its check for unknown keys, and what a test
/// compares with Docs/operations.md.
package struct Setting: Hashable, Sendable {
  /// With dots: `storage.address`. In the environment `RECKONER_STORAGE_ADDRESS`, as a flag `--storage-address`.
  package let key: String
  package let standard: String
  /// One line, with the unit.
  package let meaning: String

  package init(_ key: String, default standard: String, _ meaning: String) {
    self.key = key
    self.standard = standard
    self.meaning = meaning
  }

  package var flag: String { "--" + key.replacing(".", with: "-") }
  package var variable: String { "RECKONER_" + key.uppercased().replacing(".", with: "_") }
}
