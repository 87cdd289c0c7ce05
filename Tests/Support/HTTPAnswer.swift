import Foundation

/// An answer of the gateway over HTTP, as its bytes say it.
package struct HTTPAnswer: Sendable {
  package let status: Int
  /// By their names in lower case.
  package let headers: [String: String]
  package let body: [UInt8]

  /// The first answer of some bytes, and what follows it; nil where they are no whole answer.
  /// - Parameter head: whether it is the answer to a HEAD, which has no body whatever it says.
  package static func first(in bytes: [UInt8], head: Bool = false) -> (HTTPAnswer, [UInt8])? {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(
      separatedBy: "\r\n")
    guard let first = lines.first, first.hasPrefix("HTTP/1.1 "),
      let status = Int(first.dropFirst(9).prefix(3))
    else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let rest = Array(bytes[end.upperBound...])
    let size = head ? 0 : headers["content-length"].flatMap { Int($0) } ?? 0
    guard rest.count >= size else { return nil }
    return (
      HTTPAnswer(status: status, headers: headers, body: Array(rest.prefix(size))),
      Array(rest.dropFirst(size))
    )
  }

  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as JSON; empty where it is no object.
  package var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
  }

  /// Asks on a connection of its own that ends with the answer.
  package static func to(
    _ target: String, method: String = "GET", of address: String, headers: [String: String] = [:],
    body: [UInt8]? = nil
  ) throws -> HTTPAnswer {
    var fields = ["Host": address, "Connection": "close"].merging(headers) { $1 }
    if let body { fields["Content-Length"] = "\(body.count)" }
    let head =
      "\(method) \(target) HTTP/1.1\r\n"
      + fields.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n"
    return try raw(Array(head.utf8) + (body ?? []), to: address, head: method == "HEAD")
  }

  /// The answer to these bytes, whatever they are.
  package static func raw(_ bytes: [UInt8], to address: String, head: Bool = false) throws
    -> HTTPAnswer
  {
    let connection = try RawConnection(address)
    connection.send(bytes)
    let found = connection.readToEnd()
    guard let found, let (answer, _) = first(in: found, head: head) else {
      throw RawConnection.Failure(
        description: "no answer: " + String(decoding: found ?? [], as: UTF8.self).prefix(500))
    }
    return answer
  }
}
