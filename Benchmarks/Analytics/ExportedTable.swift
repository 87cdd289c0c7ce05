import Foundation
import Ledger

/// The same claims as a table, for a program that groups tables: what a figure is put together from, a row a claim.
enum ExportedTable {
  static let header =
    "conflict,party,population,measure,cause,kind,polarity,per,claimant,low,best,high,about_first,about_last,as_of,"
    + "document,outlet,claim"

  static func write(_ ledger: SimulatedLedger, to path: String) throws {
    var ledger = ledger
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    var text = header + "\n"
    while let entry = ledger.next() {
      guard case .run(let run) = entry.body else { continue }
      for claim in run.claims { text += row(claim) + "\n" }
      if text.utf8.count > 1 << 22 {
        try file.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  private static func row(_ claim: Claim) -> String {
    let about = claim.time.about
    let quantity = claim.quantity
    let fields: [String] = [
      claim.group.conflict?.value ?? "", claim.group.party?.value ?? "",
      claim.group.population?.value ?? "", claim.measure.id.value, "\(claim.group.cause)",
      "\(claim.kind)", "\(claim.polarity)", claim.ratePer.map { "\($0)" } ?? "",
      claim.attribution.claimant?.key ?? "",
      number(quantity.low?.value), number(quantity.best), number(quantity.high?.value),
      about.map { "\($0.first.firstDay.dayNumber)" } ?? "",
      about.map { "\($0.last.lastDay.dayNumber)" } ?? "",
      claim.time.asOf.map { "\($0.date.lastDay.dayNumber)" } ?? "",
      "\(claim.document)", claim.attribution.outlet?.name ?? "", "\(ClaimID(of: claim))",
    ]
    return fields.joined(separator: ",")
  }

  private static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
