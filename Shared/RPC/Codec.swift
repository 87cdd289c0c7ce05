import GRPCCore
import Ledger
import Messages
import Synchronization

/// Packs straight into the transport's buffer.
struct Packer<M: WireValue>: MessageSerializer {
  let limits: TransportLimits
  var failure = SendFailure()

  func serialize<Bytes: GRPCContiguousBytes>(_ message: M) throws -> Bytes {
    try failure.noting {
      try message.pack { size, write in
        try limits.check(size, M.messageName)
        var bytes = Bytes(repeating: 0, count: size)
        bytes.withUnsafeMutableBytes { if let start = $0.baseAddress { write(start) } }
        return bytes
      }
    }
  }
}

/// Unpacks straight from the transport's buffer.
struct Unpacker<M: WireValue>: MessageDeserializer {
  let limits: TransportLimits

  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> M {
    try bytes.withUnsafeBytes { bytes in
      try limits.check(bytes.count, M.messageName)
      return try M(unpacking: bytes)
    }
  }
}

extension MethodName {
  var descriptor: MethodDescriptor {
    MethodDescriptor(fullyQualifiedService: service, method: method)
  }
}

/// Why a call could not send what it had. The transport only says that the stream ended.
final class SendFailure: Sendable {
  private let error = Mutex<(any Error)?>(nil)

  var first: (any Error)? { error.withLock(\.self) }

  func note(_ found: any Error) { error.withLock { $0 = $0 ?? found } }

  func noting<T>(_ body: () throws -> T) rethrows -> T {
    do { return try body() } catch {
      note(error)
      throw error
    }
  }
}
