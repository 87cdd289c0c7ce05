import Foundation
import Ledger
import RPC
import Support
import Testing

@Suite struct StatusTableTests {
  /// Docs/operations.md says for each reason the status over HTTP that the code gives it.
  @Test func theManualListsTheStatusOfEveryReason() throws {
    let manual = try String(
      contentsOf: Programs.checkout.appendingPathComponent("Docs/operations.md"), encoding: .utf8)
    for reason in LedgerError.Reason.allCases {
      let row = try #require(
        manual.split(separator: "\n").first { $0.hasPrefix("| `\(reason)` |") }, "\(reason)")
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(cells[2] == "\(reason.httpStatus)", "\(reason)")
    }
  }
}
