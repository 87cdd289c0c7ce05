import CReckonerProto
package import Ledger

/// The schema itself, as it was compiled in: which file holds which symbol, and which other files it needs.
package struct SchemaIndex: Sendable {
  private struct File {
    var name: String
    var packed: [UInt8]
    var dependencies: [String]
    var symbols: [String]
  }

  private var files: [String: File] = [:]
  private var fileOfSymbol: [String: String] = [:]
  /// Full names of all services, in alphabetical order.
  package private(set) var services: [String] = []

  package static func embedded() throws(LedgerError) -> SchemaIndex {
    let bytes = UnsafeRawBufferPointer(
      start: reckoner_descriptor_set(), count: reckoner_descriptor_set_size())
    var index = SchemaIndex()
    for packed in try FileSet(unpacking: bytes).files {
      index.add(try FileIndex(unpacking: packed), packed)
    }
    index.services.sort()
    return index
  }

  private mutating func add(_ file: FileIndex, _ packed: [UInt8]) {
    let prefix = file.package.isEmpty ? "" : file.package + "."
    let symbols = (file.messages + file.enums + file.services).map { prefix + $0 }
    files[file.name] = File(
      name: file.name, packed: packed, dependencies: file.dependencies, symbols: symbols)
    for symbol in symbols { fileOfSymbol[symbol] = file.name }
    services += file.services.map { prefix + $0 }
  }

  /// The file, then everything that it needs. Empty where there is no such file.
  package func files(named name: String) -> [[UInt8]] {
    var order: [String] = []
    var open = [name]
    while let next = open.popLast() {
      guard let file = files[next], !order.contains(next) else { continue }
      order.append(next)
      open += file.dependencies
    }
    return order.compactMap { files[$0]?.packed }
  }

  /// The file that holds a message, an enum, a service, or a method or field of one, then everything that it needs.
  package func files(containing symbol: String) -> [[UInt8]] {
    var name = symbol[...]
    while true {
      if let file = fileOfSymbol[String(name)] { return files(named: file) }
      guard let dot = name.lastIndex(of: ".") else { return [] }
      name = name[..<dot]
    }
  }
}

private struct FileSet: Message {
  var files: [[UInt8]]

  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__Schema__V1__FileSet>?) -> Void
  {
    reckoner__schema__v1__file_set__init
  }

  package init(reading wire: Reckoner__Schema__V1__FileSet) throws(LedgerError) {
    files = UnsafeBufferPointer(start: wire.file, count: wire.n_file).map(Read.bytes)
  }

  package func write(to wire: inout Reckoner__Schema__V1__FileSet, in arena: borrowing Arena)
    throws(LedgerError)
  { (wire.n_file, wire.file) = arena.place(files) }
}

private struct FileIndex: Message {
  var name: String
  var package: String
  var dependencies: [String]
  var messages: [String]
  var enums: [String]
  var services: [String]

  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__Schema__V1__FileIndex>?) -> Void
  {
    reckoner__schema__v1__file_index__init
  }

  package init(reading wire: Reckoner__Schema__V1__FileIndex) throws(LedgerError) {
    name = try Read.text(wire.name, "name")
    package = try Read.text(wire.package, "package")
    dependencies = try Read.texts(wire.n_dependency, wire.dependency, "dependency")
    messages = try Self.names(wire.n_message_type, wire.message_type, "message_type")
    enums = try Self.names(wire.n_enum_type, wire.enum_type, "enum_type")
    services = try Self.names(wire.n_service, wire.service, "service")
  }

  private static func names(
    _ count: Int,
    _ list: UnsafeMutablePointer<UnsafeMutablePointer<Reckoner__Schema__V1__NamedSymbol>?>?,
    _ field: String
  ) throws(LedgerError) -> [String] {
    var names: [String] = []
    for index in 0..<count { names.append(try Read.text(list?[index]?.pointee.name, field)) }
    return names
  }

  package func write(to wire: inout Reckoner__Schema__V1__FileIndex, in arena: borrowing Arena)
    throws(LedgerError)
  { throw LedgerError(.unsupported, subject: "FileIndex", "only ever read") }
}
