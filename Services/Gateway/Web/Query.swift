import Ledger

/// A request's path and query, decoded. All of it is checked here: what is not written as RFC 3986 has it is refused.
struct Query {
  /// The parts of the path, each without its slash.
  let path: [String]
  let values: [(name: String, value: String)]

  /// - Parameter target: as the request line has it.
  init(_ target: String, _ bounds: WebBounds) throws(Problem) {
    guard target.utf8.count <= bounds.uriSize else {
      throw Problem(
        414, "\(target.utf8.count) bytes of path and query, over http.uri-size (\(bounds.uriSize))",
        hint: "ask for less")
    }
    guard target.hasPrefix("/") else {
      throw Problem(400, "the request's target is no path", hint: "begin it with /")
    }
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var path: [String] = []
    for part in halves[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      path.append(try Self.decode(part, plus: false, "the path"))
    }
    self.path = path == [""] ? [] : path
    var values: [(name: String, value: String)] = []
    if halves.count == 2 {
      let pairs = halves[1].split(separator: "&")
      guard pairs.count <= bounds.parameters else {
        throw Problem(400, "\(pairs.count) parameters, of which \(bounds.parameters) may be given")
      }
      for pair in pairs {
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        values.append(
          (
            try Self.decode(sides[0], plus: true, "a parameter's name"),
            sides.count == 2 ? try Self.decode(sides[1], plus: true, "a parameter's value") : ""
          ))
      }
    }
    self.values = values
  }

  /// - Parameter plus: whether a plus sign is a space, as in forms.
  private static func decode(_ text: Substring, plus: Bool, _ place: String) throws(Problem)
    -> String
  {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let unit = rest.popFirst() {
      switch unit {
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        guard digits.count == 2, let high = digits.first.flatMap(Self.digit),
          let low = digits.last.flatMap(Self.digit)
        else { throw wrong(place, "a % without two hexadecimal digits") }
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      case UInt8(ascii: "+") where plus: bytes.append(UInt8(ascii: " "))
      default: bytes.append(unit)
      }
    }
    guard !bytes.contains(0) else { throw wrong(place, "a NUL character") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw wrong(place, "bytes that are not UTF-8")
    }
    return text
  }

  private static func digit(_ unit: UInt8) -> UInt8? {
    switch unit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): unit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): unit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): unit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func wrong(_ place: String, _ what: String) -> Problem {
    Problem(400, "\(what) in \(place)", hint: "encode it as RFC 3986 says, in UTF-8")
  }
}
