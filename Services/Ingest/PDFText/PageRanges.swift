import Foundation
import Ledger

/// Stretches of the pages of a PDF that are read at the same time.
enum PageRanges {
  /// Fewer are read faster by one process: each one reads the file's own tables and fonts first.
  static let leastPages = 6

  /// Of equal length, as far as they can be.
  static func of(_ pages: Int, atMost processes: Int) -> [ClosedRange<Int>] {
    let count = max(1, min(processes, pages / leastPages))
    return (0..<count).map { place in
      (1 + pages * place / count)...max(1, pages * (place + 1) / count)
    }
  }
}

/// How many pages a PDF has, by `pdfinfo`, which is of the same make as `pdftotext` and lies beside it.
struct PageCount {
  private let program: String
  private let limits: BoundedProcess.Limits

  init(beside pdftotext: String, _ limits: BoundedProcess.Limits) {
    program =
      (pdftotext.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")) + "/pdfinfo"
    self.limits = BoundedProcess.Limits(
      seconds: min(limits.seconds, 5), memory: limits.memory, output: 1 << 16)
  }

  /// Nil where nobody knows: whoever reads all of it will say what is wrong with it.
  func of(_ pdf: [UInt8]) -> Int? {
    guard access(program, X_OK) == 0 else { return nil }
    var output: [UInt8] = []
    let process = BoundedProcess(program: program, arguments: ["/dev/stdin"], limits: limits)
    let outcome = try? process.run(
      input: pdf, isCancelled: { ReadingTask.current?.isCancelled ?? false },
      { (piece) throws(LedgerError) in output += piece })
    guard outcome?.ending == .status(0) else { return nil }
    let line = output.split(separator: 0x0A).first { $0.starts(with: "Pages:".utf8) }
    let number = line.map { String(decoding: $0.dropFirst(6), as: UTF8.self) }
      .flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    return number.flatMap { (1...1_000_000).contains($0) ? $0 : nil }
  }
}
