import CReckonerProto
package import Ledger

/// A value that travels: packed and unpacked by protobuf-C, with nothing of C visible outside this target but the name
/// of the associated type.
///
/// A conformance is two functions that mirror each other: `init(reading:)` takes a value out of the C struct and
/// checks all of it, `write` puts it in. Renaming a field in `Proto/` breaks the build here, and only here.
package protocol Message: WireValue where Content == Self {
  associatedtype Wire
  /// Sets a C struct to its defaults and gives it its descriptor: protoc-c's `…__init`.
  static var prepare: @Sendable (UnsafeMutablePointer<Wire>?) -> Void { get }
  /// Throws `malformed`, with the field's name, where the struct holds what the domain forbids.
  init(reading wire: Wire) throws(LedgerError)
  /// Throws `malformed` where a value cannot travel, such as a string with a NUL in it.
  func write(to wire: inout Wire, in arena: borrowing Arena) throws(LedgerError)
}

extension Message {
  /// Unpacks bytes from the wire. Throws `malformed` where they are not such a message or hold what it forbids.
  package init(unpacking bytes: UnsafeRawBufferPointer) throws(LedgerError) {
    let arena = Arena()
    guard let found = arena.unpack(bytes, as: Self.descriptor) else {
      throw .noMessage(Self.self, bytes: bytes.count)
    }
    // protobuf-C allocated a struct of exactly this type, because it was given its descriptor.
    let wire = UnsafeRawPointer(found).assumingMemoryBound(to: Wire.self)
    do {
      self = try Self(reading: wire.pointee)
    } catch {
      throw error.within(Self.messageName)
    }
    // The pointers in `wire` point into the arena until here.
    withExtendedLifetime(arena) {}
  }

  package init(unpacking bytes: [UInt8]) throws(LedgerError) {
    var result: Result<Self, LedgerError> = .failure(LedgerError(.internalFailure, "not read"))
    bytes.withUnsafeBytes { buffer in
      do throws(LedgerError) {
        result = .success(try Self(unpacking: buffer))
      } catch {
        result = .failure(error)
      }
    }
    self = try result.get()
  }

  /// The value in bytes that are just those that this program packs it in; nil for any others.
  init?(packedAsWritten bytes: UnsafeRawBufferPointer) {
    guard let value = try? Self(unpacking: bytes), let written = try? value.packed(),
      written.withUnsafeBytes({ $0.isSame(as: bytes) })
    else { return nil }
    self = value
  }

  /// Packs the value and hands its size and a function that writes it: the caller chooses where the bytes go.
  package func pack<Result>(
    _ body: (_ size: Int, _ write: (UnsafeMutableRawPointer) -> Void) throws -> Result
  ) throws -> Result {
    let arena = Arena()
    guard let wire = try arena.place(self) else { return try body(0) { _ in } }
    let base = UnsafeRawPointer(wire).assumingMemoryBound(to: ProtobufCMessage.self)
    let result = try body(protobuf_c_message_get_packed_size(base)) { target in
      _ = protobuf_c_message_pack(base, target.assumingMemoryBound(to: UInt8.self))
    }
    withExtendedLifetime(arena) {}
    return result
  }

  /// The packed bytes.
  package func packed() throws(LedgerError) -> [UInt8] {
    do {
      return try pack { size, write in
        [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
          if let start = buffer.baseAddress { write(start) }
          count = size
        }
      }
    } catch let error as LedgerError {
      throw error
    } catch {
      throw LedgerError(.internalFailure, subject: Self.messageName, "\(error)")
    }
  }

  package func message() -> Self { self }

  package func placed<Result>(
    _ body: (PlacedMessage) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    let arena = Arena()
    guard let wire = try arena.place(self) else {
      throw LedgerError(.internalFailure, subject: Self.messageName, "no message")
    }
    let result = try body(PlacedMessage(UnsafeRawPointer(wire), Self.descriptor))
    withExtendedLifetime(arena) {}
    return result
  }

  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    withUnsafeTemporaryAllocation(of: Wire.self, capacity: 1) { space in
      Self.prepare(space.baseAddress)
      // Every generated struct begins with its ProtobufCMessage, and `prepare` has just filled it.
      return UnsafeRawBufferPointer(space).load(as: ProtobufCMessage.self).descriptor
    }
  }

  /// The message's full name in the schema, such as `reckoner.v1.Claim`.
  package static var messageName: String { String(cString: descriptor.pointee.name) }
}

extension LedgerError {
  static func noMessage(_ type: any Message.Type, bytes: Int) -> LedgerError {
    LedgerError(
      .malformed, subject: type.messageName,
      "\(bytes) bytes that are not such a message, or only a part of one")
  }

  /// The same error, one field further out: `quantity` within `claim` is `claim.quantity`.
  func within(_ field: String) -> LedgerError {
    var error = self
    error.subject = subject.isEmpty ? field : "\(field).\(subject)"
    return error
  }
}
