import Foundation

/// What JSON-LD on a page says of an article (schema.org: NewsArticle and its kin). Only the facts that are asked for.
struct StructuredData {
  private(set) var title: String?
  private(set) var published: String?
  private(set) var outlet: String?

  private static let longest = 1 << 20
  /// Things in lists and graphs that are looked at.
  private static let mostThings = 200

  init() {}

  init(_ scripts: [ArraySlice<UInt8>]) {
    var things = 0
    for script in scripts where script.count <= Self.longest {
      guard let json = try? JSONSerialization.jsonObject(with: Data(script)) else { continue }
      var waiting: [Any] = [json]
      while let next = waiting.popLast(), things < Self.mostThings {
        things += 1
        if let list = next as? [Any] {
          waiting += list.prefix(Self.mostThings)
        } else if let thing = next as? [String: Any] {
          if let graph = thing["@graph"] { waiting.append(graph) }
          read(thing)
        }
      }
    }
  }

  private mutating func read(_ thing: [String: Any]) {
    let types = (thing["@type"] as? [Any] ?? [thing["@type"] ?? ""]).compactMap { $0 as? String }
    guard
      types.contains(where: { $0.hasSuffix("Article") || $0 == "BlogPosting" || $0 == "Report" })
    else { return }
    title = title ?? thing["headline"] as? String
    published = published ?? thing["datePublished"] as? String
    let publisher = thing["publisher"] ?? thing["isPartOf"]
    let named = (publisher as? [Any])?.first ?? publisher
    outlet = outlet ?? (named as? [String: Any])?["name"] as? String ?? named as? String
  }
}
