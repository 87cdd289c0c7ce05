import Support
import Testing

@testable import RPC

/// Whose turn it is, at moments that the test chooses.
@Suite struct TurnQueueTests {
  private let busy = Caller(host: "192.0.2.1", port: 1)
  private let quiet = Caller(host: "192.0.2.2", port: 1)
  private let start = ContinuousClock.now

  private func queue(_ atOnce: Int, wait: Duration = .seconds(10)) -> TurnQueue {
    TurnQueue(TurnQueue.Bounds(atOnce: atOnce, longestWait: wait, turn: .seconds(1)))
  }

  private func at(_ milliseconds: Int) -> ContinuousClock.Instant {
    start + .milliseconds(milliseconds)
  }

  private func enter(
    _ queue: inout TurnQueue, _ ticket: TurnQueue.Ticket, _ caller: Caller, cost: Int = 1,
    patience: Duration = .seconds(60), at milliseconds: Int = 0
  ) -> TurnQueue.Entry {
    queue.enter(ticket, of: caller, cost: cost, patience: patience, at: at(milliseconds))
  }

  /// All turns, from when the one under way ends, one after the other.
  private func order(_ queue: inout TurnQueue, from first: TurnQueue.Ticket)
    -> [TurnQueue.Ticket]
  {
    var (order, running) = ([TurnQueue.Ticket](), [first])
    while let ticket = running.popLast() {
      running = queue.leave(ticket, at: at(1)).turns + running
      if let next = running.last { order.append(next) }
    }
    return order
  }

  @Test func soMuchIsUnderWayAndNoMore() {
    var queue = queue(3)
    #expect(enter(&queue, 1, busy) == .turn)
    #expect(enter(&queue, 2, busy, cost: 2) == .turn)
    #expect(enter(&queue, 3, busy) == .waits)
    #expect(queue.leave(1, at: at(1)).turns == [3])
    #expect(queue.unitsUnderWay == 3)
  }

  @Test func whatCostsMoreThanThereIsHasItsTurnAlone() {
    var queue = queue(3)
    #expect(enter(&queue, 1, busy) == .turn)
    #expect(enter(&queue, 2, busy, cost: 5) == .waits)
    #expect(enter(&queue, 3, quiet) == .waits, "nobody goes before it because they are small")
    #expect(queue.leave(1, at: at(1)).turns == [2])
    #expect(queue.leave(2, at: at(2)).turns == [3])
  }

  @Test func whoAsksNowAndThenGoesBeforeWhoAsksForMuch() {
    var queue = queue(1)
    #expect(enter(&queue, 1, busy) == .turn)
    for ticket in TurnQueue.Ticket(2)...9 { #expect(enter(&queue, ticket, busy) == .waits) }
    #expect(enter(&queue, 10, quiet) == .waits)
    #expect(order(&queue, from: 1) == [2, 10, 3, 4, 5, 6, 7, 8, 9])
  }

  @Test func callersAreEvenByCostAndNotByNumber() {
    var queue = queue(1)
    #expect(enter(&queue, 1, busy) == .turn)
    for ticket in TurnQueue.Ticket(2)...4 { _ = enter(&queue, ticket, busy, cost: 3) }
    for ticket in TurnQueue.Ticket(11)...16 { _ = enter(&queue, ticket, quiet) }
    #expect(order(&queue, from: 1) == [2, 11, 12, 13, 3, 14, 15, 16, 4])
  }

  @Test func whatWouldWaitForTooLongIsRefusedAndSaysHowLong() {
    // One is done each 100 ms while two wait; a fourth that waits would wait for 400 ms.
    var queue = queue(1, wait: .milliseconds(350))
    #expect(enter(&queue, 0, busy) == .turn)
    #expect(enter(&queue, 1, busy) == .waits)
    #expect(enter(&queue, 2, busy) == .waits)
    for ticket in TurnQueue.Ticket(0)..<600 {
      let now = Int(ticket + 1) * 100
      #expect(queue.leave(ticket, at: at(now)).turns == [ticket + 1])
      #expect(enter(&queue, ticket + 3, busy, at: now) == .waits)
    }
    #expect(enter(&queue, 1001, busy, at: 60_000) == .waits)
    guard case .refused(let after) = enter(&queue, 1002, busy, at: 60_000) else {
      Issue.record("it is taken on")
      return
    }
    #expect(after > .milliseconds(395) && after < .milliseconds(405), "\(after)")
    #expect(enter(&queue, 1003, quiet, at: 60_000) == .waits, "another caller has a turn before")
  }

  /// After a time in which all was slow nobody would wait any more, and nobody would see that it is over.
  @Test func aSlowTimeIsNotRememberedForEver() {
    var queue = queue(1, wait: .seconds(1))
    #expect(enter(&queue, 0, busy) == .turn)
    var now = 0
    for ticket in TurnQueue.Ticket(0)..<300 {
      _ = enter(&queue, ticket + 1, busy, at: now)
      now += 900
      #expect(queue.leave(ticket, at: at(now)).turns == [ticket + 1])
    }
    _ = queue.leave(300, at: at(now))
    var refused = 0
    for ticket in TurnQueue.Ticket(1000)..<1400 {
      #expect(enter(&queue, ticket * 2, busy, cost: 5, at: now) == .turn)
      if enter(&queue, ticket * 2 + 1, quiet, cost: 5, at: now) != .waits { refused += 1 }
      now += 5
      _ = queue.leave(ticket * 2, at: at(now))
      _ = queue.leave(ticket * 2 + 1, at: at(now))
    }
    #expect(refused == 0)
    #expect(enter(&queue, 1, busy, cost: 5, at: now) == .turn)
    #expect(enter(&queue, 2, busy, cost: 5, at: now) == .waits)
    #expect(enter(&queue, 3, quiet, cost: 5, at: now) == .waits, "it is fast again")
  }

  @Test func whoHasNoTimeToWaitIsRefusedAtOnce() {
    var queue = queue(1)
    #expect(enter(&queue, 1, busy) == .turn)
    #expect(enter(&queue, 2, busy, patience: .seconds(1)) == .waits)
    guard case .refused = enter(&queue, 3, busy, patience: .milliseconds(1)) else {
      Issue.record("it waits for what it will not see")
      return
    }
  }

  @Test func nobodyWaitsForLongerThanTheyMay() {
    var queue = queue(1, wait: .milliseconds(300))
    #expect(enter(&queue, 1, busy) == .turn)
    #expect(enter(&queue, 2, busy) == .waits)
    #expect(enter(&queue, 3, busy, at: 200) == .waits)
    #expect(queue.sweep(at: at(250)) == TurnQueue.Change())
    #expect(queue.sweep(at: at(301)) == TurnQueue.Change(refused: [2]))
    #expect(queue.leave(1, at: at(400)) == TurnQueue.Change(turns: [3]))
  }

  /// Where nothing moves, what the pace was says nothing.
  @Test func behindOneWhoWaitsForLongOthersAreRefused() {
    var queue = queue(1, wait: .milliseconds(300))
    #expect(enter(&queue, 1, busy) == .turn)
    #expect(enter(&queue, 2, busy) == .waits)
    guard case .refused = enter(&queue, 3, quiet, at: 301) else {
      Issue.record("it waits behind one that has waited for too long")
      return
    }
  }

  @Test func aCallThatWaitsForOthersKeepsNobodysTurn() {
    var queue = queue(1)
    #expect(enter(&queue, 1, busy) == .turn)
    #expect(enter(&queue, 2, busy, at: 10) == .waits)
    #expect(queue.sweep(at: at(900)).turns == [])
    #expect(queue.sweep(at: at(1001)).turns == [2])
    #expect(queue.runningCount == 2)
    #expect(queue.unitsUnderWay == 1)
    #expect(queue.leave(1, at: at(1100)) == TurnQueue.Change())
    #expect(queue.unitsUnderWay == 1, "what has lapsed is not given back twice")
    _ = queue.leave(2, at: at(1200))
    #expect(queue.unitsUnderWay == 0)
  }

  @Test func whoHasGoneIsNotWaitedFor() {
    var queue = queue(1)
    #expect(enter(&queue, 1, busy) == .turn)
    #expect(enter(&queue, 2, busy) == .waits)
    #expect(enter(&queue, 3, busy) == .waits)
    queue.giveUp(2)
    #expect(queue.leave(1, at: at(1)).turns == [3])
    #expect(queue.waitingCount == 0)
  }

  /// Ten callers at random for a simulated minute: what is under way and what waits stays in bounds, and all comes to an
  /// end.
  @Test(arguments: [UInt64(1), 2, 3]) func nothingIsLostOrForgotten(seed: UInt64) {
    var random = SeededRandom(state: seed)
    var queue = queue(8, wait: .milliseconds(500))
    var (running, waiting) = ([TurnQueue.Ticket](), Set<TurnQueue.Ticket>())
    var (ticket, ended, entered) = (TurnQueue.Ticket(0), 0, 0)
    func note(_ change: TurnQueue.Change) {
      for turn in change.turns {
        #expect(waiting.remove(turn) != nil)
        running.append(turn)
      }
      for late in change.refused {
        #expect(waiting.remove(late) != nil)
        ended += 1
      }
    }
    for time in 0..<20_000 {
      if random.next() % 10 < 7 {
        ticket += 1
        entered += 1
        let caller = Caller(host: "192.0.2.\(random.next() % 10)", port: 1)
        switch enter(
          &queue, ticket, caller, cost: Int(1 + random.next() % 5),
          patience: .milliseconds(Int(random.next() % 2000)), at: time)
        {
        case .turn: running.append(ticket)
        case .waits: waiting.insert(ticket)
        case .refused: ended += 1
        }
      }
      if random.next() % 10 < 3, !running.isEmpty {
        let leaving = running.remove(at: Int(random.next() % UInt64(running.count)))
        note(queue.leave(leaving, at: at(time)))
        ended += 1
      }
      if random.next() % 100 == 0, let gone = waiting.first {
        waiting.remove(gone)
        queue.giveUp(gone)
        ended += 1
      }
      if time % 50 == 0 { note(queue.sweep(at: at(time))) }
      #expect(queue.waitingCount == waiting.count)
      #expect(queue.unitsUnderWay >= 0 && queue.unitsUnderWay <= 12)
    }
    for time in 20_000..<40_000 where !running.isEmpty {
      note(queue.leave(running.removeFirst(), at: at(time)))
      ended += 1
    }
    note(queue.sweep(at: at(50_000)))
    #expect(queue.waitingCount == 0 && queue.runningCount == 0 && queue.unitsUnderWay == 0)
    #expect(ended == entered)
  }
}
