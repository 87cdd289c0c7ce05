import GRPCCore
import Messages

/// Packs straight into the transport's buffer.
struct Packer<M: Message>: MessageSerializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: M) throws -> Bytes {
    try message.pack { size, write in
      var bytes = Bytes(repeating: 0, count: size)
      bytes.withUnsafeMutableBytes { if let start = $0.baseAddress { write(start) } }
      return bytes
    }
  }
}

/// Unpacks straight from the transport's buffer.
struct Unpacker<M: Message>: MessageDeserializer {
  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> M {
    try bytes.withUnsafeBytes { try M(unpacking: $0) }
  }
}

extension MethodName {
  var descriptor: MethodDescriptor {
    MethodDescriptor(fullyQualifiedService: service, method: method)
  }
}
