package import CReckonerProto
package import Ledger

extension Quantity: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Quantity>?) -> Void {
    reckoner__v1__quantity__init
  }

  package init(reading wire: Reckoner__V1__Quantity) throws(LedgerError) {
    let hasBest = wire.best_presence_case == RECKONER__V1__QUANTITY__BEST_PRESENCE_BEST
    self.init(
      form: try Read.value(wire.form.rawValue, "form"),
      low: try Read.message(wire.low, "low"),
      best: hasBest ? try Read.number(wire.best, "best") : nil,
      high: try Read.message(wire.high, "high"),
      modifier: try Read.value(wire.modifier.rawValue, "modifier"),
      modifierText: try Read.text(wire.modifier_text, "modifier_text"),
      approximate: wire.approximate != 0,
      unit: try Read.text(wire.unit, "unit"),
      significantDigits: try Self.digits(wire.significant_digits),
      vagueTerm: try Read.text(wire.vague_term, "vague_term"))
  }

  /// A double has 17 of them; what is far beyond is a mistake, and analytics keeps a byte.
  private static func digits(_ count: Int32) throws(LedgerError) -> Int {
    guard (0...255).contains(count) else {
      throw LedgerError(
        .malformed, subject: "significant_digits", "\(count) is not between 0 and 255")
    }
    return Int(count)
  }

  package func write(to wire: inout Reckoner__V1__Quantity, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.form = .init(UInt32(form.rawValue))
    wire.low = try arena.place(low)
    if let best {
      wire.best_presence_case = RECKONER__V1__QUANTITY__BEST_PRESENCE_BEST
      wire.best = best
    }
    wire.high = try arena.place(high)
    wire.modifier = .init(UInt32(modifier.rawValue))
    wire.modifier_text = try arena.place(modifierText, "modifier_text")
    wire.approximate = approximate ? 1 : 0
    wire.unit = try arena.place(unit, "unit")
    wire.significant_digits = Int32(clamping: significantDigits)
    wire.vague_term = try arena.place(vagueTerm, "vague_term")
  }
}

extension Quantity.Bound: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Bound>?) -> Void {
    reckoner__v1__bound__init
  }

  package init(reading wire: Reckoner__V1__Bound) throws(LedgerError) {
    self.init(try Read.number(wire.value, "value"), inclusive: wire.inclusive != 0)
  }

  package func write(to wire: inout Reckoner__V1__Bound, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.value = value
    wire.inclusive = inclusive ? 1 : 0
  }
}
