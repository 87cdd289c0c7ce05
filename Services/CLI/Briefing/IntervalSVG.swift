import Foundation
import Ledger
import Wording

/// Intervals under each other on one scale, as a picture that needs nothing else. An end that is open is an arrow to the edge;
/// what is derived is dashed.
struct IntervalSVG {
  let title: String
  let bars: [IntervalChart.Bar]

  private static let row = 24.0
  private static let labels = 190.0
  private static let plot = 360.0
  private static let legends = 330.0
  private static let foot = 26.0

  /// - Returns: nil where there is nothing to set side by side.
  init?(_ title: String, _ bars: [IntervalChart.Bar]) {
    guard bars.count > 1, bars.contains(where: { $0.low ?? $0.high != nil }) else { return nil }
    (self.title, self.bars) = (title, bars)
  }

  var text: String {
    let values = bars.flatMap { [$0.low, $0.high].compactMap { $0 } }.filter(\.isFinite)
    let most = values.max() ?? 1
    let least = values.min() ?? 0
    let start = least < most / 2 ? 0 : least
    let width = Self.labels + Self.plot + Self.legends
    let height = Double(bars.count) * Self.row + Self.foot
    func place(_ value: Double) -> Double {
      let share = most > start ? (value - start) / (most - start) : 0.5
      return Self.labels + 12 + min(1, max(0, share)) * (Self.plot - 24)
    }
    let rows = bars.enumerated().map { index, bar in
      let middle = (Double(index) + 0.5) * Self.row
      return label(bar.label, at: Self.labels - 10, middle, end: true)
        + drawing(bar, place, at: middle)
        + label(bar.legend, at: Self.labels + Self.plot + 10, middle, end: false)
    }
    let axis = Double(bars.count) * Self.row + 4
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(number(width)) \(number(height))" width="\(number(width))" \
      height="\(number(height))" role="img" font-family="sans-serif" font-size="12">
      <title>\(HTML.text(title))</title>
      \(rows.joined(separator: "\n"))
      <line x1="\(number(place(start)))" x2="\(number(place(most)))" y1="\(number(axis))" y2="\(number(axis))" stroke="#888"/>
      <text x="\(number(place(start)))" y="\(number(axis + 15))" fill="#555">\(Quantity.grouped(start))</text>
      <text x="\(number(place(most)))" y="\(number(axis + 15))" fill="#555" text-anchor="end">\(Quantity.grouped(most))</text>
      </svg>
      """
  }

  private func drawing(_ bar: IntervalChart.Bar, _ place: (Double) -> Double, at middle: Double)
    -> String
  {
    let y = number(middle)
    if let low = bar.low, low == bar.high {
      let fill = bar.isHedged ? "#fff" : "#234"
      return
        "<circle cx=\"\(number(place(low)))\" cy=\"\(y)\" r=\"4.5\" fill=\"\(fill)\" stroke=\"#234\"/>"
    }
    let first = bar.low.map(place) ?? Self.labels
    let last = bar.high.map(place) ?? Self.labels + Self.plot
    let dashes = bar.isDerived ? " stroke-dasharray=\"4 3\"" : ""
    var out =
      "<line x1=\"\(number(first))\" x2=\"\(number(last))\" y1=\"\(y)\" y2=\"\(y)\" stroke=\"#234\" stroke-width=\"2\"\(dashes)/>"
    out += bar.low == nil ? arrow(first, middle, -1) : end(first, middle)
    out += bar.high == nil ? arrow(last, middle, 1) : end(last, middle)
    return out
  }

  private func end(_ x: Double, _ y: Double) -> String {
    "<line x1=\"\(number(x))\" x2=\"\(number(x))\" y1=\"\(number(y - 6))\" y2=\"\(number(y + 6))\" stroke=\"#234\" stroke-width=\"2\"/>"
  }

  private func arrow(_ x: Double, _ y: Double, _ direction: Double) -> String {
    let back = x - 8 * direction
    return
      "<path d=\"M\(number(x)) \(number(y)) L\(number(back)) \(number(y - 5)) L\(number(back)) \(number(y + 5)) Z\" fill=\"#234\"/>"
  }

  private func label(_ text: String, at x: Double, _ y: Double, end: Bool) -> String {
    let cut = Terminal.cut(text.squeezed, to: end ? 30 : 54)
    return
      "<text x=\"\(number(x))\" y=\"\(number(y + 4))\"\(end ? " text-anchor=\"end\"" : " fill=\"#555\"")>\(HTML.text(cut))</text>"
  }

  private func number(_ value: Double) -> String {
    Quantity.grouped((value * 10).rounded() / 10).replacing(",", with: "")
  }
}
