import Synchronization

/// Counts what the readers look at: characters, tokens, items. Time differs from machine to machine and from run to
/// run, this does not: the tests show by it that the work grows with the text and no faster. Only debug builds count;
/// in others nothing of it is left.
enum Work {
  final class Counter: Sendable {
    let looks = Atomic<Int>(0)
  }

  #if DEBUG
    static let isCounted = true
    /// Set around one reading; everything that this reading looks at is added to it.
    @TaskLocal static var counter: Counter?
    /// How many readings are counted now: asking a task for its counter takes longer than the look itself.
    private static let counted = Atomic<Int>(0)
  #else
    static let isCounted = false
  #endif

  /// One look at something of the text.
  @inline(__always)
  static func look() {
    #if DEBUG
      guard counted.load(ordering: .relaxed) > 0 else { return }
      counter?.looks.add(1, ordering: .relaxed)
    #endif
  }

  /// How often a body looks at something of the text; 0 where nobody counts.
  static func counted(_ body: () throws -> Void) rethrows -> Int {
    #if DEBUG
      let counter = Counter()
      counted.add(1, ordering: .relaxed)
      defer { counted.subtract(1, ordering: .relaxed) }
      try $counter.withValue(counter) { try body() }
      return counter.looks.load(ordering: .relaxed)
    #else
      try body()
      return 0
    #endif
  }
}

/// A part of a token or an item that no reader can do without: whoever looks at it is counted.
@propertyWrapper struct Looked<Value: Sendable>: Sendable {
  private var value: Value

  init(wrappedValue: Value) { value = wrappedValue }

  var wrappedValue: Value {
    @inline(__always) get {
      Work.look()
      return value
    }
    @inline(__always) set { value = newValue }
  }
}
