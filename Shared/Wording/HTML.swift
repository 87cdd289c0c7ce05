import Ledger

/// Pieces of an HTML page. Text gets in through `text` only.
package enum HTML {
  /// Text from outside: nothing of it can be taken for markup, and nothing of it is invisible or turns around what
  /// stands beside it. The two joiners stay, because words of some scripts are spelt with them.
  package static func text(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\n", "\t", "\u{200C}", "\u{200D}": out.unicodeScalars.append(scalar)
      case "\r": break
      default: out += isHidden(scalar) ? named(scalar) : String(scalar)
      }
    }
    return out
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }

  private static func named(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
  }

  /// A page by itself: it loads nothing and runs nothing, and its style is known by its digest.
  package static func page(title: String, style: String, body: String) -> String {
    let digest = Base64.encode(Digest(of: style.utf8).bytes)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(digest)'; \
      base-uri 'none'; form-action 'none'">
      <meta name="referrer" content="no-referrer">
      <meta name="viewport" content="width=device-width">
      <title>\(text(title))</title>
      <style>\(style)</style>
      </head>
      <body>
      \(body)
      </body>
      </html>

      """
  }

  package static func element(_ name: String, _ content: String) -> String {
    "<\(name)>\(content)</\(name)>"
  }

  /// A table of texts.
  package static func table(_ header: [String], _ rows: [[String]]) -> String {
    let head = header.map { element("th", text($0)) }.joined()
    let body = rows.map { row in
      element("tr", row.map { element("td", text($0)) }.joined())
    }
    return element("table", element("tr", head) + "\n" + body.joined(separator: "\n"))
  }

  /// Names with values.
  package static func list(_ facts: [(name: String, value: String)]) -> String {
    element(
      "dl",
      facts.map { element("dt", text($0.name)) + element("dd", text($0.value)) }
        .joined(separator: "\n"))
  }
}
