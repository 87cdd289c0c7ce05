import Dispatch
import Ledger
import Synchronization

/// Runs `pdftotext` on one PDF, once for all of it or for several stretches of its pages at the same time.
struct LayoutRun {
  let program: String
  let limits: BoundedProcess.Limits
  let pdf: [UInt8]

  typealias Take<Part> = @Sendable (inout Part, UnsafeRawBufferPointer) throws(LedgerError) -> Void

  func all<Part>(from empty: Part, _ take: Take<Part>) throws(LedgerError) -> Part {
    let taken = Atomic<Int>(0)
    var part = empty
    let outcome = try run([], taken, { ReadingTask.current?.isCancelled ?? false }, &part, take)
    if let error = PDFFailure(limits: limits).error(outcome) { throw error }
    return part
  }

  /// One part for each range of pages; nil where a run ended with an error that may come of the ranges.
  func parts<Part: Sendable>(
    _ ranges: [ClosedRange<Int>], from empty: Part, _ take: Take<Part>
  ) throws(LedgerError) -> [Part]? {
    let task = ReadingTask.current
    let isGivenUp = Atomic<Bool>(false)
    let taken = Atomic<Int>(0)
    let found = Mutex(
      [Result<(Part, BoundedProcess.Outcome), LedgerError>?](
        repeating: nil, count: ranges.count))
    DispatchQueue.concurrentPerform(iterations: ranges.count) { place in
      var part = empty
      let result: Result<(Part, BoundedProcess.Outcome), LedgerError>
      do throws(LedgerError) {
        let (first, last) = (ranges[place].lowerBound, ranges[place].upperBound)
        let outcome = try run(
          ["-f", "\(first)"] + (place + 1 < ranges.count ? ["-l", "\(last)"] : []), taken,
          { task?.isCancelled ?? false || isGivenUp.load(ordering: .relaxed) }, &part, take)
        if outcome.ending != .status(0) { isGivenUp.store(true, ordering: .relaxed) }
        result = .success((part, outcome))
      } catch {
        isGivenUp.store(true, ordering: .relaxed)
        result = .failure(error)
      }
      found.withLock { $0[place] = result }
    }
    return try parts(
      found.withLock { $0.compactMap(\.self) }, isCancelled: task?.isCancelled ?? false)
  }

  /// What several runs came to. One that was ended because of another says nothing.
  private func parts<Part>(
    _ results: [Result<(Part, BoundedProcess.Outcome), LedgerError>], isCancelled: Bool
  ) throws(LedgerError) -> [Part]? {
    var parts: [Part] = []
    for result in results {
      let (part, outcome) = try result.get()
      switch outcome.ending {
      case .status(0): parts.append(part)
      case .cancelled where !isCancelled: continue
      case .status: return nil
      default: if let error = PDFFailure(limits: limits).error(outcome) { throw error }
      }
    }
    return parts.count == results.count ? parts : nil
  }

  /// - Parameter taken: bytes of output of all runs.
  private func run<Part>(
    _ pages: [String], _ taken: borrowing Atomic<Int>, _ isCancelled: () -> Bool,
    _ part: inout Part, _ take: Take<Part>
  ) throws(LedgerError) -> BoundedProcess.Outcome {
    let process = BoundedProcess(
      program: program,
      arguments: ["-bbox-layout", "-enc", "UTF-8"] + pages + ["/dev/stdin", "-"], limits: limits)
    return try process.run(input: pdf, isCancelled: isCancelled) { piece throws(LedgerError) in
      guard taken.add(piece.count, ordering: .relaxed).newValue <= limits.output else {
        throw PDFFailure(limits: limits).tooMuchOutput
      }
      try take(&part, piece)
    }
  }
}
