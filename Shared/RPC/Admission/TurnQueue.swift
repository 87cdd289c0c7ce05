import Ledger

/// Who gets the next turn, as a value: no clock, no threads. Work is counted in the units of `MethodName.cost`.
///
/// The order is that of start-time fair queuing (Goyal, Vin, Cheng 1996): a call is tagged with the work that its caller
/// has asked for while others waited, and the lowest tag is next. So whoever asks for much waits behind their own calls,
/// and whoever asks now and then goes before them. How long a wait will be follows from the work in front and from how fast
/// it was done of late while others waited.
struct TurnQueue {
  typealias Ticket = UInt64
  typealias Instant = ContinuousClock.Instant

  struct Bounds: Hashable, Sendable {
    /// Units under way at once. A call that costs more has its turn when there is nothing else.
    var atOnce: Int
    /// That a call may wait for its turn.
    var longestWait: Duration
    /// After so long a call is thought to wait for somebody else, who may never answer, and no longer to take a share of
    /// what can be done.
    var turn: Duration
  }

  enum Entry: Equatable {
    /// It may begin.
    case turn
    case waits
    /// It would wait for longer than it may, and is not taken on. The second is how long.
    case refused(after: Duration)
  }

  /// What has changed for those who wait.
  struct Change: Equatable {
    /// They may begin.
    var turns: [Ticket] = []
    /// They have waited for too long, and leave.
    var refused: [Ticket] = []
  }

  private struct Waiting {
    let ticket: Ticket
    let cost: Int
    let tag: Int
    let since: Instant
  }

  private struct Running {
    let ticket: Ticket
    let cost: Int
    let since: Instant
    /// It has been under way for longer than a turn.
    var hasLapsed = false
  }

  let bounds: Bounds
  /// The last tag first, so that the next one is taken off the end.
  private var waiting: [Waiting] = []
  /// The earliest first.
  private var running: [Running] = []
  /// Units under way.
  private var load = 0
  /// The tag of the call that began last.
  private var now = 0
  /// Where the next tag of a caller begins, if it is beyond `now`.
  private var asked: [Caller: Int] = [:]
  /// Seconds from one unit's end to the next one's while somebody waits: a mean in which the last ones count most.
  private var pace = 0.001
  /// Since when somebody has been waiting without anybody leaving.
  private var lastEnd: Instant?

  init(_ bounds: Bounds) { self.bounds = bounds }

  var waitingCount: Int { waiting.count }
  var runningCount: Int { running.count }
  var unitsUnderWay: Int { load }

  /// Whether a call gets its turn at once, because nobody waits and there is room.
  mutating func beginAtOnce(
    _ ticket: Ticket, cost: Int, at time: Instant
  ) -> Bool {
    lapse(at: time)
    guard waiting.isEmpty, fits(cost) else { return false }
    begin(ticket, cost, at: time)
    return true
  }

  /// - Parameter patience: how long the caller itself will wait for the answer, at most.
  mutating func enter(
    _ ticket: Ticket, of caller: Caller, cost: Int, patience: Duration, at time: Instant
  ) -> Entry {
    if beginAtOnce(ticket, cost: cost, at: time) { return .turn }
    let tag = max(now, asked[caller] ?? now)
    let place = waiting.partitioningIndex { $0.tag <= tag }
    let ahead = waiting[place...].reduce(0) { $0 + $1.cost }
    var wait = duration(of: ahead + cost)
    // Where nothing moves, what the pace was says nothing.
    if let oldest = waiting.last { wait = max(wait, oldest.since.duration(to: time)) }
    let isInTime = wait <= bounds.longestWait && wait + duration(of: cost) <= patience
    // Where nobody waits, how fast it was done is of the past; whoever waits next shows how fast it is.
    guard isInTime || waiting.isEmpty else { return .refused(after: wait) }
    asked[caller] = tag + cost
    if lastEnd == nil { lastEnd = time }
    waiting.insert(
      Waiting(ticket: ticket, cost: cost, tag: tag, since: time), at: place)
    return .waits
  }

  /// A call is done.
  mutating func leave(_ ticket: Ticket, at time: Instant) -> Change {
    if let place = running.firstIndex(where: { $0.ticket == ticket }) {
      let call = running.remove(at: place)
      if !call.hasLapsed { load -= call.cost }
      learn(call.cost, at: time)
    }
    return next(at: time)
  }

  /// A caller who waits has gone.
  mutating func giveUp(_ ticket: Ticket) {
    waiting.removeAll { $0.ticket == ticket }
    if waiting.isEmpty { lastEnd = nil }
  }

  /// Lets go all who have waited for too long, and those begin for whom there is room by now.
  mutating func sweep(at time: Instant) -> Change {
    let late = waiting.filter { isLate($0, at: time) }.map(\.ticket)
    waiting = waiting.filter { !isLate($0, at: time) }
    var change = next(at: time)
    change.refused = late + change.refused
    return change
  }

  private mutating func next(at time: Instant) -> Change {
    lapse(at: time)
    var change = Change()
    while let call = waiting.last {
      if isLate(call, at: time) {
        waiting.removeLast()
        change.refused.append(call.ticket)
      } else if fits(call.cost) {
        waiting.removeLast()
        now = max(now, call.tag)
        begin(call.ticket, call.cost, at: time)
        change.turns.append(call.ticket)
      } else {
        break
      }
    }
    if waiting.isEmpty {
      lastEnd = nil
      now = 0
      asked = [:]
    }
    return change
  }

  private func isLate(_ call: Waiting, at time: Instant) -> Bool {
    call.since.duration(to: time) > bounds.longestWait
  }

  private func fits(_ cost: Int) -> Bool { load == 0 || load + cost <= bounds.atOnce }

  private mutating func begin(_ ticket: Ticket, _ cost: Int, at time: Instant) {
    load += cost
    running.append(Running(ticket: ticket, cost: cost, since: time))
  }

  private mutating func lapse(at time: Instant) {
    for place in running.indices {
      guard running[place].since.duration(to: time) > bounds.turn else { break }
      guard !running[place].hasLapsed else { continue }
      running[place].hasLapsed = true
      load -= running[place].cost
    }
  }

  private mutating func learn(_ cost: Int, at time: Instant) {
    guard let last = lastEnd else { return }
    let weight = min(0.3, 0.02 * Double(cost))
    pace += (last.duration(to: time) / .seconds(1) / Double(cost) - pace) * weight
    lastEnd = time
  }

  private func duration(of units: Int) -> Duration { .seconds(Double(units) * pace) }
}
