import Ledger
import Testing

@Suite struct Quantities {
  static func bound(_ form: Quantity.Form, low: Quantity.Bound? = nil, high: Quantity.Bound? = nil)
    -> Quantity
  { Quantity(form: form, low: low, high: high, modifier: .exact) }

  @Test(arguments: [
    (Quantity.exact(55_000), "55,000"),
    (.exact(0), "0"),
    (.about(1_200_000, "about"), "~1,200,000"),
    (bound(.lowerBound, low: .init(55_000)), "≥ 55,000"),
    (bound(.lowerBound, low: .init(434_000, inclusive: false)), "> 434,000"),
    (bound(.upperBound, high: .init(325_000)), "≤ 325,000"),
    (bound(.upperBound, high: .init(100, inclusive: false)), "< 100"),
    (bound(.range, low: .init(300_000), high: .init(350_000)), "300,000–350,000"),
    (
      Quantity(
        form: .range, low: .init(300_000), high: .init(350_000), modifier: .range,
        approximate: true), "~300,000–350,000"
    ),
    (
      Quantity(
        form: .range, low: .init(55_298), best: 64_260, high: .init(78_525), modifier: .range),
      "55,298–78,525"
    ),
    (Quantity(form: .vague, modifier: .atLeast, vagueTerm: "dozens"), "“dozens”"),
    (Quantity(form: .point, modifier: .exact), "?"),
    (bound(.point, low: .init(7), high: .init(7)), "7"),
  ])
  func areShownWithoutTheirWords(_ quantity: Quantity, _ text: String) {
    #expect(quantity.display == text)
  }

  @Test(
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (1_243_070, "1,243,070"),
      (-1_234.5, "-1,234.5"), (2.5, "2.5"), (41.333_33, "41.333"), (0.05, "0.05"), (1.9996, "2"),
      (999.9999, "1,000"), (-0.0001, "0"), (1e12, "1,000,000,000,000"),
      (9_007_199_254_740_991, "9,007,199,254,740,991"), (.infinity, "inf"),
    ] as [(Double, String)])
  func haveACommaBetweenThousands(_ value: Double, _ text: String) {
    #expect(Quantity.grouped(value) == text)
  }

  @Test func areKnownByTheirPointElseTheirBounds() {
    #expect(Quantity.exact(5).leadingValue == 5)
    #expect(Quantity.about(5, "about").leadingValue == 5)
    #expect(Self.bound(.range, low: .init(3), high: .init(9)).leadingValue == 3)
    #expect(Self.bound(.upperBound, high: .init(9)).leadingValue == 9)
    #expect(Quantity(form: .vague, modifier: .atLeast).leadingValue == nil)
  }

  @Test func aZeroIsAFormOfItsOwn() {
    #expect(Quantity.exact(0).form == .zero)
    #expect(Quantity.exact(1).form == .point)
  }
}
