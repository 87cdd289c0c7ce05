/// Damages a message as a tree of fields, so that the damage sits deep while everything around it stays whole.
enum FieldMutator {
  static func mutate(_ fields: inout [WireField], _ dice: inout Dice) {
    // Down into a message within, as often as not.
    let inner = fields.indices.filter {
      if case .message = fields[$0].value { true } else { false }
    }
    if !inner.isEmpty, dice.percent(60) {
      let index = dice.pick(inner)
      if case .message(var within) = fields[index].value {
        mutate(&within, &dice)
        fields[index].value = .message(within)
        return
      }
    }
    guard !fields.isEmpty else { return fields.append(unknown(&dice)) }
    let index = dice.below(fields.count)
    switch dice.below(14) {
    case 0: fields.insert(fields[index], at: dice.below(fields.count))
    case 1: fields.append(contentsOf: fields)
    case 2: fields.swapAt(index, dice.below(fields.count))
    case 3: fields.remove(at: index)
    case 4: fields[index].type = UInt64(dice.below(8))
    case 5: fields[index].padding = 1 + dice.below(11)
    case 6: fields[index].length = length(of: fields[index], &dice)
    case 7: fields[index].number = number(&dice)
    case 8: fields.append(unknown(&dice))
    case 9: fields[index].value = .bytes(StringKind.text.grow(&dice, odd: true))
    case 10: fields[index].value = .varint(dice.pick(Numbers.edges))
    case 11: fields[index].value = .eight(dice.pick(Numbers.oddDoubles).bitPattern)
    case 12: fields[index].value = nested(fields[index], &dice)
    default:
      if case .bytes(var bytes) = fields[index].value {
        ByteMutator.mutate(&bytes, &dice)
        fields[index].value = .bytes(bytes)
      }
    }
  }

  /// A length at the edge: one beside the true one, or at the end of a type.
  private static func length(of field: WireField, _ dice: inout Dice) -> UInt64 {
    let own: Int =
      switch field.value {
      case .bytes(let bytes): bytes.count
      case .message(let fields): fields.encoded.count
      default: 8
      }
    return dice.once(in: 2)
      ? UInt64(truncatingIfNeeded: own + dice.pick([-1, 1, 2, 8])) : dice.pick(Numbers.edges)
  }

  private static func number(_ dice: inout Dice) -> UInt64 {
    dice.once(in: 2)
      ? UInt64(dice.below(40))
      : dice.pick([0, 15, 16, 18_999, 19_000, 0x1FFF_FFFF, 0x2000_0000, 1 << 60, .max >> 3])
  }

  private static func unknown(_ dice: inout Dice) -> WireField {
    WireField(
      number(&dice),
      dice.pick([
        .varint(dice.pick(Numbers.edges)), .eight(dice.next()), .four(7), .bytes(dice.bytes(5)),
      ]))
  }

  /// The field within itself, up to a few hundred times.
  private static func nested(_ field: WireField, _ dice: inout Dice) -> WireField.Value {
    var value = field.value
    for _ in 0..<dice.pick([1, 2, 10, 300]) {
      value = .bytes([WireField(field.number, value)].encoded)
    }
    return value
  }
}
