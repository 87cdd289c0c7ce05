/// What became of one input.
package enum Outcome: Sendable, Equatable {
  /// It was read, and everything that must hold of it does.
  case accepted
  /// It was refused, at this place and for this reason.
  case refused(String)
  /// A text that was read, and how many claims it yielded.
  case read(claims: Int)
}

/// A property that did not hold.
package struct Violation: Error, Sendable, CustomStringConvertible {
  package var property: String
  package var detail: String

  init(_ property: String, _ detail: String = "") {
    self.property = property
    self.detail = detail
  }

  package var description: String {
    detail.isEmpty ? "does not hold: \(property)" : "does not hold: \(property) — \(detail)"
  }

  static func unless(
    _ holds: Bool, _ property: String, _ detail: @autoclosure () -> String = ""
  ) throws(Violation) {
    guard holds else { throw Violation(property, detail()) }
  }

  /// The result of what must not fail.
  static func none<T, Failure: Error>(
    _ property: String, _ body: () throws(Failure) -> T
  ) throws(Violation) -> T {
    do throws(Failure) {
      return try body()
    } catch {
      throw Violation(property, "\(error)")
    }
  }
}
