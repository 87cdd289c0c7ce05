import Foundation
package import Ledger
import Yams

/// A YAML file of settings: nested maps or dotted keys, with plain values.
package enum SettingsFile {
  package static func read(_ path: String) throws(LedgerError) -> [String: String] {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw LedgerError(
        .misconfigured, subject: path, "cannot be read", hint: "check the path given to --config")
    }
    do {
      var values: [String: String] = [:]
      if let node = try Yams.compose(yaml: text) { flatten(node, "", &values, path) }
      return values
    } catch {
      throw LedgerError(.misconfigured, subject: path, "not YAML: \(error)")
    }
  }

  private static func flatten(
    _ node: Node, _ prefix: String, _ values: inout [String: String], _ path: String
  ) {
    guard let mapping = node.mapping else {
      // Lists have no meaning in any key; as text they are refused where the key is read.
      values[prefix.isEmpty ? path : prefix] = node.scalar?.string ?? ""
      return
    }
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      flatten(value, prefix.isEmpty ? name : "\(prefix).\(name)", &values, path)
    }
  }
}
