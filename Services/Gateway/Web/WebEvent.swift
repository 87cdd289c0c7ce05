package import Ledger

/// Something that happened, as server-sent events tell it.
package struct WebEvent: Sendable {
  let name: String
  let data: String
  let revision: Revision?

  /// - Parameters:
  ///   - data: JSON in one line.
  ///   - revision: all events up to this revision were told with this one; nil where more of it follow.
  package init(_ name: String, data: String, upTo revision: Revision? = nil) {
    self.name = name
    self.data = data
    self.revision = revision
  }

  /// Nothing in it can end a line: JSON escapes all that would.
  var frame: String {
    let id = revision.map { "id: \($0)\n" } ?? ""
    return "\(id)event: \(name)\ndata: \(data)\n\n"
  }
}

/// Who follows what happens: after which revision, nil for the present one, and how they are told.
package typealias EventSource =
  @Sendable (
    _ after: Revision?, _ tell: @escaping @Sendable (WebEvent) async throws -> Void
  ) async throws -> Void
