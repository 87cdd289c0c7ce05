import CReckonerProto
import Ledger

/// One value of a row, by what must happen to it where it is written down.
package enum RowValue: Hashable, Sendable {
  case none
  /// Text that came from outside.
  case text(String)
  case texts([String])
  case number(Double)
  /// What the schema itself writes: whole numbers, names of enums, moments, digests.
  case code(String)
}

/// The items of a list in an answer, as rows: by protobuf-C's descriptors, from the names of the fields that lead to it.
/// Where these lead through several lists, each item of the innermost is a row, beside what the outer ones say of it.
package struct RowList: Sendable {
  /// Names of the columns, with dots where a field is one of an inner message. They are the schema's, whatever the
  /// answer holds; lists of messages have no column.
  package let columns: [String]
  private let steps: [Step]

  /// One field of the way, with the columns of the message that it stands in, or of its own where it is the last.
  private struct Step: Sendable {
    let index: Int
    let isList: Bool
    /// For a list: the paths of its items' columns.
    let columns: [[Int]]
  }

  /// Nil where no such way leads to a list.
  /// - Parameter path: names as JSON has them, with dots: `comparison.topics.systems.figures`.
  package init?(of type: any Message.Type, _ path: String) {
    var descriptor = type.descriptor
    var steps: [Step] = []
    var names: [String] = []
    for name in path.split(separator: ".") {
      guard let index = descriptor.index(of: name) else { return nil }
      let field = descriptor.pointee.fields[index]
      guard field.type == PROTOBUF_C_TYPE_MESSAGE else { return nil }
      let inner = JSONWriter.messageDescriptor(field)
      let isList = field.label == PROTOBUF_C_LABEL_REPEATED
      let columns = isList ? Self.columns(of: inner) : []
      steps.append(Step(index: index, isList: isList, columns: columns.map(\.path)))
      names += columns.map { names.contains($0.name) ? "\(name).\($0.name)" : $0.name }
      descriptor = inner
    }
    guard steps.last?.isList == true else { return nil }
    self.steps = steps
    columns = names
  }

  /// Each row in canonical JSON, in UTF-8, and a line's end behind it.
  package func lines(of answer: PlacedMessage) -> [UInt8] {
    var writer = JSONWriter(indented: false)
    visit(answer.place, answer.descriptor, steps[...], []) { item, inner, _ in
      writer.write(item, inner)
      writer.bytes.append(UInt8(ascii: "\n"))
    }
    return writer.bytes
  }

  /// Each row's values, in the order of the columns.
  package func values(of answer: PlacedMessage) -> [[RowValue]] {
    var rows: [[RowValue]] = []
    visit(answer.place, answer.descriptor, steps[...], []) { _, _, values in rows.append(values) }
    return rows
  }

  private func visit(
    _ message: UnsafeRawPointer, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
    _ rest: ArraySlice<Step>, _ before: [RowValue],
    _ body: (UnsafeRawPointer, UnsafePointer<ProtobufCMessageDescriptor>, [RowValue]) -> Void
  ) {
    guard let step = rest.first else { return body(message, descriptor, before) }
    let field = descriptor.pointee.fields[step.index]
    let inner = JSONWriter.messageDescriptor(field)
    let place = message + Int(field.offset)
    guard step.isList else {
      guard let next = place.load(as: UnsafeRawPointer?.self) else { return }
      return visit(next, inner, rest.dropFirst(), before, body)
    }
    let count = (message + Int(field.quantifier_offset)).load(as: Int.self)
    guard count > 0, let list = place.load(as: UnsafePointer<UnsafeRawPointer?>?.self) else {
      return
    }
    for index in 0..<count {
      guard let item = list[index] else { continue }
      let values = step.columns.map { RowValue(at: $0[...], in: item, inner) }
      visit(item, inner, rest.dropFirst(), before + values, body)
    }
  }

  private static func columns(
    of descriptor: UnsafePointer<ProtobufCMessageDescriptor>, name: String = "", path: [Int] = [],
    within types: [String] = []
  ) -> [(name: String, path: [Int])] {
    let type = String(cString: descriptor.pointee.name)
    return (0..<Int(descriptor.pointee.n_fields)).flatMap { index in
      let field = descriptor.pointee.fields[index]
      let inner = JSONWriter.lowerCamelCase(String(cString: field.name))
      let name = name.isEmpty ? inner : "\(name).\(inner)"
      guard field.type == PROTOBUF_C_TYPE_MESSAGE else { return [(name, path + [index])] }
      let message = JSONWriter.messageDescriptor(field)
      let messageType = String(cString: message.pointee.name)
      if field.label == PROTOBUF_C_LABEL_REPEATED || types.contains(messageType) { return [] }
      if messageType == RowValue.moment { return [(name, path + [index])] }
      return columns(of: message, name: name, path: path + [index], within: types + [type])
    }
  }
}
