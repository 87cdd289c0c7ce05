package import Ledger

extension Words {
  /// Which program read a text, and how it is kept: "pdftotext 22.12.0, kept as a text".
  package static func reading(_ transcript: Transcript) -> String {
    let encoding = transcript.encoding == TextEncoding.utf8.name ? "" : ", \(transcript.encoding)"
    let declared =
      transcript.declaredEncoding.isEmpty
        || TextEncoding(label: transcript.declaredEncoding)?.name == transcript.encoding
      ? "" : " (declared: \(transcript.declaredEncoding))"
    let form = transcript.form == .text ? "kept as a text" : "kept as a map of the original"
    return "\(transcript.reader.name) \(transcript.reader.version)\(encoding)\(declared), \(form)"
  }

  /// Where in an original a text was found: "page 3, 72 points from the left and 144 from the top".
  package static func place(_ location: TextLocation) -> String {
    var parts: [String] = []
    if !location.part.isEmpty { parts.append(location.part) }
    if location.page > 0 { parts.append("page \(location.page)") }
    if let box = location.box {
      parts.append(
        "\(Int(box.left.rounded())) points from the left and \(Int(box.top.rounded())) from the top"
      )
    }
    return parts.joined(separator: ", ")
  }
}
