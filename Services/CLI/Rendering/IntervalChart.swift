import Foundation
import Ledger

/// Intervals under each other on one scale, drawn in characters. An end that is open is an arrow to the edge; what is derived
/// is drawn in another line than what a text states.
struct IntervalChart {
  struct Bar {
    var label: String
    /// Nil: open.
    var low: Double?
    var high: Double?
    /// "About", which says nothing of how far it reaches.
    var isHedged = false
    var isDerived = false
    /// What stands behind it: the figure and the date that it is of.
    var legend: String
  }

  /// The characters that it is drawn with.
  struct Pen {
    var point, hedged, left, right, line, derived, toLeft, toRight: Character
    static let unicode = Pen(
      point: "●", hedged: "○", left: "├", right: "┤", line: "─", derived: "╌", toLeft: "◀",
      toRight: "▶")
    static let ascii = Pen(
      point: "*", hedged: "o", left: "[", right: "]", line: "-", derived: ".", toLeft: "<",
      toRight: ">")
  }

  let bars: [Bar]
  let pen: Pen

  private static let usualWidth = 100
  private static let widestLabel = 24
  private static let narrowestPlot = 16
  private static let widestPlot = 60
  private static let arrow = 3

  /// - Parameter width: of the terminal; nil where it does not matter.
  func lines(width: Int?) -> [String] {
    let values = bars.flatMap { [$0.low, $0.high].compactMap { $0 } }.filter(\.isFinite)
    guard let least = values.min(), let most = values.max(), bars.count > 1 else { return [] }
    // From 0 where that is near enough: a bar is read by its length.
    let start = least < most / 2 ? 0 : least
    let label = min(
      Self.widestLabel, bars.map { Terminal.columns(Terminal.safe($0.label)) }.max() ?? 0)
    let legend = bars.map { Terminal.columns(Terminal.safe($0.legend)) }.max() ?? 0
    let room = (width ?? Self.usualWidth) - label - legend - 4
    let plot = min(Self.widestPlot, max(Self.narrowestPlot, room))
    let text = max(8, (width ?? .max) - label - plot - 4)
    var lines = bars.map { bar in
      let name = padded(Terminal.cut(Terminal.safe(bar.label), to: label), label)
      let drawn = drawing(bar, from: start, to: most, in: plot)
      let line =
        "\(name)  \(bar.isDerived ? Terminal.faint(drawn) : drawn)  "
        + Terminal.cut(Terminal.safe(bar.legend), to: text)
      return line
    }
    let (low, high) = (Quantity.grouped(start), Quantity.grouped(most))
    let gap = String(repeating: " ", count: max(1, plot - low.count - high.count))
    lines.append(Terminal.faint("\(padded("", label))  \(low)\(gap)\(high)"))
    lines.append(Terminal.faint(key(label)))
    return lines
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Terminal.columns(text)))
  }

  private func drawing(_ bar: Bar, from start: Double, to end: Double, in width: Int) -> String {
    var cells = [Character](repeating: " ", count: width)
    // Room for the arrows of open ends, behind the highest number and before the lowest.
    let last = width - 1 - (bars.contains { $0.high == nil } ? Self.arrow : 0)
    let first = start > 0 && bars.contains { $0.low == nil } ? Self.arrow : 0
    func place(_ value: Double) -> Int {
      guard end > start else { return (first + last) / 2 }
      let share = (value - start) / (end - start)
      return first + min(last - first, max(0, Int((share * Double(last - first)).rounded())))
    }
    let line = bar.isDerived ? pen.derived : pen.line
    switch (bar.low, bar.high) {
    case (let low?, let high?) where low == high:
      cells[place(low)] = bar.isHedged ? pen.hedged : pen.point
    case (let low, let high):
      let (first, last) = (low.map(place) ?? 0, high.map(place) ?? width - 1)
      for cell in first...max(first, last) { cells[cell] = line }
      cells[first] = low == nil ? pen.toLeft : pen.left
      // An interval that is narrower than a cell is drawn as one.
      if last > first { cells[last] = high == nil ? pen.toRight : pen.right }
    }
    return String(cells)
  }

  private func key(_ label: Int) -> String {
    var parts: [String] = []
    if bars.contains(where: { $0.low == $0.high && !$0.isHedged }) {
      parts.append("\(pen.point) figure")
    }
    if bars.contains(where: \.isHedged) { parts.append("\(pen.hedged) hedged") }
    if bars.contains(where: {
      $0.low != nil && $0.high != nil && $0.low != $0.high && !$0.isDerived
    }) {
      parts.append("\(pen.left)\(pen.line)\(pen.right) range")
    }
    if bars.contains(where: { $0.low == nil || $0.high == nil }) {
      parts.append("\(pen.line)\(pen.toRight) open")
    }
    if bars.contains(where: \.isDerived) {
      parts.append("\(pen.left)\(pen.derived)\(pen.right) derived, no claim")
    }
    return padded("", label) + "  " + parts.joined(separator: "   ")
  }
}

extension IntervalChart.Pen {
  /// What the locale can show: output that goes elsewhere than to a terminal is UTF-8.
  static var here: IntervalChart.Pen {
    guard Terminal.isTerminal else { return .unicode }
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    let isUTF8 = locale?.uppercased().replacing("-", with: "").contains("UTF8") ?? false
    return isUTF8 ? .unicode : .ascii
  }
}
