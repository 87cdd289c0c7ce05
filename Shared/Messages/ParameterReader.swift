import CReckonerProto
package import Ledger

extension Message {
  /// A request from values by name, as a query string has them. Throws `malformed`, with the parameter's name and what it
  /// may be, for a name that there is not, a value that cannot be read, or a single value that is given twice.
  /// - Parameter known: `Self.parameters`, found once.
  package init(parameters given: [(name: String, value: String)], known: [Parameter] = parameters)
    throws(LedgerError)
  {
    if let stranger = given.first(where: { given in !known.contains { $0.name == given.name } }) {
      throw LedgerError(
        .malformed, subject: Read.shown(stranger.name), "no such parameter",
        hint: known.isEmpty
          ? "there are none here" : "there are " + known.map(\.name).joined(separator: ", "))
    }
    let arena = Arena()
    let message = ParameterReader(arena.prepared(Self.descriptor), Self.descriptor)
    for parameter in known {
      let values = given.filter { $0.name == parameter.name }.map(\.value)
      if !values.isEmpty { try message.set(parameter, values, in: arena) }
    }
    do throws(LedgerError) {
      self = try Self(
        reading: UnsafeRawPointer(message.place).assumingMemoryBound(to: Wire.self).pointee)
    } catch {
      throw error.naming(known)
    }
    // The pointers in the struct point into the arena until here.
    withExtendedLifetime(arena) {}
  }
}

extension LedgerError {
  /// The same about the parameter that a field is: `filter.since` is `since`.
  fileprivate func naming(_ known: [Parameter]) -> LedgerError {
    let field = subject.split(separator: ".").last.map(String.init) ?? subject
    let name = JSONWriter.lowerCamelCase(String(field.prefix { $0 != "[" }))
    guard known.contains(where: { $0.name == name }) else { return self }
    var error = self
    error.subject = name
    return error
  }
}

extension Arena {
  /// A struct with the defaults of a message that is only known at run time.
  fileprivate borrowing func prepared(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>)
    -> UnsafeMutableRawPointer
  {
    let place = allocate(bytes: descriptor.pointee.sizeof_message)
    protobuf_c_message_init(descriptor, place)
    return place
  }
}

/// Puts values into a C struct by the descriptors of its fields.
private struct ParameterReader {
  let place: UnsafeMutableRawPointer
  private let descriptor: UnsafePointer<ProtobufCMessageDescriptor>

  init(
    _ place: UnsafeMutableRawPointer, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) {
    self.place = place
    self.descriptor = descriptor
  }

  func set(_ parameter: Parameter, _ values: [String], in arena: borrowing Arena)
    throws(LedgerError)
  {
    guard parameter.repeated || values.count == 1 else {
      throw LedgerError(
        .malformed, subject: parameter.name, "given \(values.count) times",
        hint: "give it once: \(parameter.allowed)")
    }
    if parameter.kind == .presence {
      guard try Self.flag(values[0], parameter) else { return }
      _ = descend(parameter.path[...], in: arena)
      return
    }
    let message = descend(parameter.path.dropLast(), in: arena)
    guard let index = parameter.path.last else { return }
    let field = message.descriptor.pointee.fields[index]
    let target = message.place + Int(field.offset)
    switch parameter.kind {
    case .text where parameter.repeated:
      let (count, list) = try arena.place(values, parameter.name)
      target.storeBytes(of: list, as: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self)
      message.setCount(count, field)
    case .text:
      target.storeBytes(
        of: try arena.place(values[0], parameter.name), as: UnsafeMutablePointer<CChar>?.self)
    case .choice where parameter.repeated:
      var numbers: [Int32] = []
      for value in values { numbers.append(try Self.number(of: value, field, parameter)) }
      let (count, list) = arena.place(numbers)
      target.storeBytes(of: list, as: UnsafeMutablePointer<Int32>?.self)
      message.setCount(count, field)
    case .choice:
      target.storeBytes(of: try Self.number(of: values[0], field, parameter), as: Int32.self)
    case .integer where field.type == PROTOBUF_C_TYPE_INT64:
      target.storeBytes(of: try Self.integer(values[0], parameter), as: Int64.self)
    case .integer:
      target.storeBytes(of: try Self.integer(values[0], parameter), as: Int32.self)
    case .flag:
      target.storeBytes(of: try Self.flag(values[0], parameter) ? 1 : 0, as: Int32.self)
    case .point:
      guard let point = LedgerPoint(values[0]) else { throw Self.wrong(values[0], parameter) }
      target.storeBytes(
        of: try arena.place(point), as: UnsafeMutablePointer<LedgerPoint.Wire>?.self)
    case .presence: break
    }
  }

  /// The message at the end of a path, with those on the way, which are made where they are not there yet.
  private func descend(_ path: ArraySlice<Int>, in arena: borrowing Arena) -> ParameterReader {
    guard let index = path.first else { return self }
    let field = descriptor.pointee.fields[index]
    let inner = JSONWriter.messageDescriptor(field)
    let target = place + Int(field.offset)
    let found = target.load(as: UnsafeMutableRawPointer?.self) ?? arena.prepared(inner)
    target.storeBytes(of: found, as: UnsafeMutableRawPointer?.self)
    return ParameterReader(found, inner).descend(path.dropFirst(), in: arena)
  }

  private func setCount(_ count: Int, _ field: ProtobufCFieldDescriptor) {
    (place + Int(field.quantifier_offset)).storeBytes(of: count, as: Int.self)
  }

  private static func number(
    of name: String, _ field: ProtobufCFieldDescriptor, _ parameter: Parameter
  ) throws(LedgerError) -> Int32 {
    let descriptor = field.descriptor.assumingMemoryBound(to: ProtobufCEnumDescriptor.self)
    guard !name.utf8.contains(0),
      let value = protobuf_c_enum_descriptor_get_value_by_name(descriptor, name),
      value.pointee.value != 0
    else { throw wrong(name, parameter) }
    return value.pointee.value
  }

  private static func integer<Number: FixedWidthInteger>(_ text: String, _ parameter: Parameter)
    throws(LedgerError) -> Number
  {
    guard let number = Number(text) else { throw wrong(text, parameter) }
    return number
  }

  private static func flag(_ text: String, _ parameter: Parameter) throws(LedgerError) -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default: throw wrong(text, parameter)
    }
  }

  private static func wrong(_ value: String, _ parameter: Parameter) -> LedgerError {
    LedgerError(
      .malformed, subject: parameter.name, "cannot be read: \(Read.shown(value))",
      hint: "give \(parameter.allowed)")
  }
}
