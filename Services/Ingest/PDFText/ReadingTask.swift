import Synchronization

/// Whether anybody still waits for what a thread reads: readers run on threads that know no tasks, and the processes that
/// they start must end with whoever asked.
package final class ReadingTask: Sendable {
  private let cancelled = Atomic<Bool>(false)

  package init() {}

  package func cancel() { cancelled.store(true, ordering: .relaxed) }
  package var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// That of the reading that this thread does; nil elsewhere.
  @TaskLocal static var current: ReadingTask?

  /// Does what this task is for.
  package func run<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let result: Result<Value, Failure> = Self.$current.withValue(self) {
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
