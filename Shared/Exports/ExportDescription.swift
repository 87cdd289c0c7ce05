package import Ledger

/// What an export is of, for whoever finds it later: the state of the ledger, the question, the sources and whose they are.
/// It stands beside the data, because no format of tables has a place for it that every reader skips.
package struct ExportDescription: Sendable {
  package var format: ExportFormat
  /// What was asked, as options and their values, in their order.
  package var question: [(name: String, value: String)]
  package var revision: Revision
  /// Version of the program that answered.
  package var version: String
  /// What the answer behind it is cited by; empty where there is no such id.
  package var answer = ""
  package var rows = 0
  package var outlets = OutletTally()
  /// What was left out, and how much of it: words for one kind of reason each.
  package var leftOut: [String: Int] = [:]
  /// What whoever exports grants for the export itself; empty where they do not say.
  package var licence = ""

  package init(
    format: ExportFormat, question: [(name: String, value: String)], revision: Revision,
    version: String
  ) {
    self.format = format
    self.question = question
    self.revision = revision
    self.version = version
  }

  /// Whose the contents are. The ledger records no licences, and none is made up.
  package static let rights = """
    Each figure is a statement of whoever is named for it. Sentences and titles are quotations from the reports named; the \
    rights in them stay with their publishers, and the ledger records no licence for them.
    """

  /// - Parameter file: the name of the file with the data; empty where it is none.
  package func json(file: String) -> String {
    let notes = export
    guard !format.columns.isEmpty else { return notes.text(indented: true) + "\n" }
    // The place and shape that readers of tables on the web look for (W3C, "Metadata Vocabulary for Tabular Data").
    let columns = format.columns.map { column in
      JSONValue.fields([
        ("name", .string(column.name)), ("titles", .string(column.name)),
        ("datatype", .string(column.type.rawValue)),
        ("dc:description", .string(column.meaning)),
      ])
    }
    let table = JSONValue.fields([
      ("@context", "http://www.w3.org/ns/csvw"), ("url", .string(file)),
      ("dc:title", .string("Reckoner export, \(format.rawValue)")),
      ("dc:rights", .string(Self.rights)),
      ("dc:license", .string(licence)),
      (
        "tableSchema",
        .fields([("columns", .array(columns)), ("primaryKey", .strings(format.key))])
      ),
      ("notes", .array([notes])),
    ])
    return table.text(indented: true) + "\n"
  }

  private var export: JSONValue {
    .fields([
      ("format", .string(format.rawValue)),
      ("revision", .number(Double(revision.number))),
      ("program", .string("reckoner \(version)")),
      ("answer", .string(answer)),
      ("question", .fields(question.map { ($0.name, .string($0.value)) })),
      ("rows", .count(rows)),
      (
        "leftOut",
        leftOut.isEmpty
          ? nil : .fields(leftOut.sorted { $0.key < $1.key }.map { ($0.key, .count($0.value)) })
      ),
      ("outlets", outlets.json),
      ("furtherOutlets", outlets.further > 0 ? .count(outlets.further) : nil),
      ("rights", .string(Self.rights)),
      ("licence", .string(licence)),
    ])
  }
}

/// Who published what an export quotes, and in how many of its rows. It holds a bounded number of names.
package struct OutletTally: Hashable, Sendable {
  package static let most = 10_000
  private var rows: [String: Int] = [:]
  /// Mentions of outlets besides.
  package private(set) var further = 0

  package init() {}

  package mutating func add(_ names: [String]) {
    for name in names {
      if rows[name] != nil || rows.count < Self.most {
        rows[name, default: 0] += 1
      } else {
        further += 1
      }
    }
  }

  var json: JSONValue {
    .array(
      rows.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
        .fields([("name", .string(name)), ("rows", .count(count))])
      })
  }
}

extension ExportedClaim {
  /// Whoever published its document.
  package var outlets: [String] { ClaimColumns.names(self) }
}
