/// Writes PDFs, also ones that no program would write.
struct PageBuilder {
  /// Words at places: from the left and the lower edge of a page of 595 to 842 points.
  struct Mark {
    var x: Int
    var y: Int
    var words: String
    var size = 11

    init(_ x: Int, _ y: Int, _ words: String, size: Int = 11) {
      (self.x, self.y, self.words, self.size) = (x, y, words, size)
    }
  }

  /// - Parameters:
  ///   - trailer: more of the trailer, such as an `Encrypt`.
  static func pdf(_ pages: [[Mark]], trailer: String = "") -> [UInt8] {
    pdf(
      streams: pages.map { marks in
        Array(
          marks.map { "BT /F1 \($0.size) Tf 1 0 0 1 \($0.x) \($0.y) Tm (\($0.words)) Tj ET" }
            .joined(separator: "\n").utf8)
      }, filter: "", trailer: trailer)
  }

  /// - Parameter streams: the contents of the pages, already packed as the filter says.
  static func pdf(streams: [[UInt8]], filter: String, trailer: String = "") -> [UInt8] {
    var objects: [[UInt8]] = [
      Array("<< /Type /Catalog /Pages 2 0 R >>".utf8), [],
      Array(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>".utf8),
    ]
    var kids: [String] = []
    for stream in streams {
      objects.append(
        Array("<< /Length \(stream.count) \(filter) >>\nstream\n".utf8) + stream
          + Array("\nendstream".utf8))
      objects.append(
        Array(
          """
          << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(objects.count) 0 R \
          /Resources << /Font << /F1 3 0 R >> >> >>
          """.utf8))
      kids.append("\(objects.count) 0 R")
    }
    objects[1] = Array(
      "<< /Type /Pages /Count \(kids.count) /Kids [\(kids.joined(separator: " "))] >>".utf8)
    var bytes = Array("%PDF-1.4\n".utf8)
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(bytes.count)
      bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let start = bytes.count
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = "\(place)"
      table += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    table +=
      "trailer << /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n"
    return bytes + Array(table.utf8)
  }
}
