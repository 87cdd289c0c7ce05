/// JSON that is put together here, with its fields in the order in which they are given.
package indirect enum JSONValue: Hashable, Sendable, ExpressibleByStringLiteral {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Field])

  package struct Field: Hashable, Sendable {
    package var name: String
    package var value: JSONValue
  }

  package init(stringLiteral value: String) { self = .string(value) }

  package static func count(_ number: Int) -> JSONValue { .number(Double(number)) }

  package static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// Fields without a value, or with an empty text or list, are left out.
  package static func fields(_ fields: [(String, JSONValue?)]) -> JSONValue {
    .object(
      fields.compactMap { name, value in
        guard let value, value != .null, value != .string(""), value != .array([]) else {
          return nil
        }
        return Field(name: name, value: value)
      })
  }

  /// - Parameter indented: over several lines, for people.
  package func text(indented: Bool = false) -> String {
    var out = ""
    write(to: &out, indented ? 0 : nil)
    return out
  }

  private func write(to out: inout String, _ depth: Int?) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .number(let value): out += value.isFinite ? CSVLine.number(value) : "null"
    case .string(let text): Self.write(text, to: &out)
    case .array(let values):
      Self.write("[", values, "]", to: &out, depth) { value, out, depth in
        value.write(to: &out, depth)
      }
    case .object(let fields):
      Self.write("{", fields, "}", to: &out, depth) { field, out, depth in
        Self.write(field.name, to: &out)
        out += depth == nil ? ":" : ": "
        field.value.write(to: &out, depth)
      }
    }
  }

  private static func write<Item>(
    _ open: String, _ items: [Item], _ close: String, to out: inout String, _ depth: Int?,
    _ write: (Item, inout String, Int?) -> Void
  ) {
    func line(_ depth: Int?) -> String {
      depth.map { "\n" + String(repeating: "  ", count: $0) } ?? ""
    }
    out += open
    for (place, item) in items.enumerated() {
      if place > 0 { out += "," }
      out += line(depth.map { $0 + 1 })
      write(item, &out, depth.map { $0 + 1 })
    }
    if !items.isEmpty { out += line(depth) }
    out += close
  }

  /// Signs that would end a script element, and what is invisible or ends a line, are written by their numbers: the text
  /// may be put into a page as it is.
  private static func write(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "<", ">", "&": out += escaped(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: out += escaped(scalar)
        default: out.unicodeScalars.append(scalar)
        }
      }
    }
    out += "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }
}
