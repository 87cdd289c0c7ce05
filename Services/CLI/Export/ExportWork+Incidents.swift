import Exports
import Ledger
import Messages
import RPC

extension ListOriginsResponse: StatedAnswer {}

extension ExportWork {
  /// Origins on a page: each comes with its relays and sentences.
  private static let pageSize = 100

  /// Deaths in single events. The origins of one topic are held at a time: those of one event stand anywhere among them.
  func incidents() async throws -> ExportDescription {
    try output.write(ExportTable.incidents.header)
    var question = ListOriginsRequest(
      question: request.question, at: request.at, pageSize: Self.pageSize)
    question.question.measure = "killed"
    var topic: IncidentTopic?
    var description: ExportDescription?
    var writer: IncidentWriter?
    var progress = ExportProgress()
    var seen = 0
    repeat {
      let page = try await ask(GatewayAPI.listOrigins, question)
      let revision = page.status.revision
      var described = description ?? request.description(page.status)
      if writer == nil {
        writer = IncidentWriter(
          vocabulary: try await vocabulary(at: revision), revision: revision,
          sightings: SightingCache(work: self, revision: revision))
      }
      let shown = Dictionary(page.evidence.map { ($0.id, $0) }) { first, _ in first }
      for origin in page.origins.origins where origin.statesAnIncident {
        if topic?.topic != origin.topic {
          if let topic { try await writer?.write(topic, to: output, &described) }
          topic = IncidentTopic(origin.topic, page.origins.topics)
        }
        guard let id = origin.figure.claims.first, let record = shown[id] else {
          throw LedgerError(
            .unavailable, "the export would not be whole: a claim came without its sentence",
            hint: "try again; run reckon ledger verify where it goes on")
        }
        topic?.origins.append(IncidentOrigin(origin, shown: record.asItReads, id: id))
      }
      seen += page.origins.origins.count
      progress.show(seen, "of \(Quantity.grouped(Double(page.origins.total))) figures")
      description = described
      question.cursor = page.nextCursor
    } while !question.cursor.isEmpty
    var described = try described(description)
    if let topic { try await writer?.write(topic, to: output, &described) }
    progress.end()
    return described
  }
}

extension OriginRecord {
  /// Somebody states of an event that people were killed: what is denied, feared or supposed is no event.
  fileprivate var statesAnIncident: Bool {
    topic.kind == .incident && figure.polarity == .asserted && figure.quantity.unit == "people"
  }
}

/// The origins on one topic as they come in, and who among those who count is independent of whom.
private struct IncidentTopic {
  let topic: Topic
  var origins: [IncidentOrigin] = []
  private var groups: [String: Int] = [:]

  init(_ topic: Topic, _ topics: [TopicIndependence]) {
    self.topic = topic
    let groups = topics.first { $0.topic == topic }?.groups ?? []
    for (place, group) in groups.enumerated() {
      for source in group.sources { self.groups[source.key] = place }
    }
  }

  func independent(_ origins: [IncidentOrigin]) -> Int {
    let own = origins.filter { !$0.isRelay }.compactMap { $0.claimant?.key }
    return Set(own.map { groups[$0].map { "\($0)" } ?? "name:\($0)" }).count
  }
}

/// Makes rows of the events of a topic.
private struct IncidentWriter {
  let vocabulary: Vocabulary
  let revision: Revision
  var sightings: SightingCache

  /// Reports of one event that are named with it.
  private static let mostReports = 50

  mutating func write(
    _ topic: IncidentTopic, to output: ExportOutput, _ description: inout ExportDescription
  ) async throws {
    let conflict = vocabulary.conflicts.first { $0.id == topic.topic.conflict }
    let sides =
      conflict.map { ConflictSides(of: $0, parties: vocabulary.parties) } ?? ConflictSides()
    for origins in Incidents.grouped(topic.origins) {
      var row = IncidentRow(
        origins: origins, independent: topic.independent(origins), sides: sides,
        conflictName: conflict?.name ?? topic.topic.conflict?.value ?? "", revision: revision)
      for document in row.documents.prefix(Self.mostReports) {
        if let first = try await sightings.sightings(of: document).first {
          row.sightings.append(first)
        }
      }
      try output.write(ExportTable.incidents.line(row))
      description.rows += 1
      description.outlets.add(row.sightings.compactMap { $0.outlet?.name })
    }
  }
}

/// Where documents were seen, asked for once as long as it is held.
struct SightingCache {
  let work: ExportWork
  let revision: Revision
  private var known: [DocumentID: [Sighting]] = [:]
  private static let most = 4096

  init(work: ExportWork, revision: Revision) {
    (self.work, self.revision) = (work, revision)
  }

  mutating func sightings(of document: DocumentID) async throws -> [Sighting] {
    if let found = known[document] { return found }
    let answer = try await work.ask(
      GatewayAPI.browseReports,
      BrowseReportsRequest(at: .revision(revision), document: document.description))
    let found = Array((answer.reports.first?.sightings ?? []).prefix(Sighting.mostOnPage))
    if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
    known[document] = found
    return found
  }
}

extension BrowseReportsResponse: StatedAnswer {}
