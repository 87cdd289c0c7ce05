import CReckonerProto
package import Ledger

extension String {
  /// In quotes, as JSON writes a string, with everything escaped that a reader may take for more than a character.
  package var quotedJSON: String {
    var writer = JSONWriter(indented: false)
    writer.write(string: self)
    return writer.text
  }
}

extension LedgerError.Reason {
  /// As the schema and JSON name it: `ERROR_REASON_MALFORMED`.
  package var schemaName: String {
    withUnsafePointer(to: reckoner__v1__error_reason__descriptor) { descriptor in
      protobuf_c_enum_descriptor_get_value(descriptor, rawValue)
        .map { String(cString: $0.pointee.name) } ?? "\(rawValue)"
    }
  }
}
