/// Keeps each different value once and stands for it by a number of four bytes: sources, topics and words recur in
/// almost every claim.
struct Interner<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var handles: [Value: Handle] = [:]

  /// The number of a value; a new one where it was not seen before.
  mutating func handle(for value: Value) -> Handle {
    if let known = handles[value] { return known }
    let handle = Handle(values.count)
    values.append(value)
    handles[value] = handle
    return handle
  }

  func find(_ value: Value) -> Handle? { handles[value] }

  subscript(handle: Handle) -> Value { values[Int(handle)] }

  /// The value, or nil for the handle that stands for nothing.
  func value(_ handle: Handle) -> Value? { handle == .none ? nil : values[Int(handle)] }

  /// Bytes of both tables, without what strings keep outside of themselves.
  var byteCount: Int {
    values.capacity * MemoryLayout<Value>.stride
      + handles.capacity * (MemoryLayout<Value>.stride + MemoryLayout<Handle>.stride)
  }
}

/// A place in an `Interner` or a table.
typealias Handle = UInt32

extension Handle {
  /// Stands for "nothing stated".
  static let none = Handle.max
}
