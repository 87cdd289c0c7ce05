import CReckonerProto
import Ledger

extension JSONWriter {
  mutating func write(base64 data: UnsafeRawBufferPointer) {
    bytes.append(UInt8(ascii: "\""))
    Base64.append(data, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The name of an enum's value; its number where the enum has none such.
  mutating func write(_ number: Int32, of descriptor: UnsafePointer<ProtobufCEnumDescriptor>) {
    if let value = protobuf_c_enum_descriptor_get_value(descriptor, number) {
      write(string: value.pointee.name)
    } else {
      append(Int64(number))
    }
  }

  mutating func write(_ flag: Bool) {
    if flag {
      bytes.append(contentsOf: "true".utf8)
    } else {
      bytes.append(contentsOf: "false".utf8)
    }
  }

  mutating func write(_ number: Double) {
    if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 {
      append(whole)
    } else {
      bytes.append(contentsOf: Self.number(number).utf8)
    }
  }

  /// In digits.
  mutating func append(_ number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var (first, rest) = (bytes.count, number.magnitude)
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    var last = bytes.count - 1
    while first < last {
      bytes.swapAt(first, last)
      first += 1
      last -= 1
    }
  }
}
