/// The link to the next page of a list (RFC 8288).
enum PageLink {
  static func next(
    _ path: [String], _ query: [(name: String, value: String)], cursor: String
  ) -> String {
    let values = query.filter { $0.name != "cursor" } + [(name: "cursor", value: cursor)]
    let pairs = values.map { "\(encode($0.name))=\(encode($0.value))" }
    return
      "</\(path.map(encode).joined(separator: "/"))?\(pairs.joined(separator: "&"))>; rel=\"next\""
  }

  /// All but what needs no encoding anywhere (RFC 3986, "unreserved").
  static func encode(_ text: String) -> String {
    var out = ""
    for unit in text.utf8 {
      switch unit {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(unit))
      default:
        let hex = String(unit, radix: 16, uppercase: true)
        out += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return out
  }
}
