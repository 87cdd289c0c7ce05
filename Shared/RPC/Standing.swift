/// How an address of a service has done lately, and until when it is passed over.
struct Standing: Sendable {
  /// Failures since it last did what it was asked.
  private(set) var failures = 0
  private(set) var passedOverUntil: ContinuousClock.Instant?
  /// Somebody is about to find out whether it is there; until then nobody relies on it.
  var isInQuestion = false

  static let shortest = Duration.milliseconds(200)
  static let longest = Duration.seconds(5)

  func isTrusted(_ now: ContinuousClock.Instant) -> Bool {
    !isInQuestion && (passedOverUntil.map { $0 <= now } ?? true)
  }

  /// Passes it over for a time that doubles with each failure, up to a limit, and is spread out, so that many callers
  /// do not come back to it at once. Failures of calls that were under way together are one.
  /// - Parameter spread: from 0.5 to 1.
  /// - Returns: whether it was trusted before.
  mutating func fail(_ now: ContinuousClock.Instant, spread: Double) -> Bool {
    guard isTrusted(now) else { return false }
    failures += 1
    passOver(now, spread)
    isInQuestion = true
    return true
  }

  /// It was asked whether it is back, and is not.
  mutating func failAgain(_ now: ContinuousClock.Instant, spread: Double) {
    failures += 1
    passOver(now, spread)
  }

  private mutating func passOver(_ now: ContinuousClock.Instant, _ spread: Double) {
    let wait = min(Self.shortest * (1 << min(failures - 1, 8)), Self.longest)
    passedOverUntil = now + wait * spread
  }

  /// It is there. How it does when it is asked something is another matter: the next failure counts as one more.
  mutating func readmit() {
    isInQuestion = false
    passedOverUntil = nil
  }

  /// It did what it was asked.
  mutating func succeed() { failures = 0 }
}
