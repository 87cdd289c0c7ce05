/// Bytes that are to be read as a message: grown from the schema, then damaged, mostly a little.
struct MessageInputs: Sendable {
  let seed: UInt64

  /// All types take turns.
  func kind(_ number: Int) -> MessageKind { MessageKind.all[number % MessageKind.all.count] }

  /// The bytes, and whether they are whole: everything is there and nothing is strange, so that they must be accepted.
  func input(_ number: Int) -> (bytes: [UInt8], isWhole: Bool) {
    var dice = Dice(seed: seed, input: number)
    if dice.once(in: 50) { return (dice.bytes(dice.below(60)), false) }
    let (presence, oddness) = (dice.pick([100, 100, 97, 90, 50]), dice.pick([0, 0, 0, 2, 10, 40]))
    var grower = Grower(
      Dice(seed: dice.next(), input: 0), presence: presence, oddness: oddness)
    var fields = kind(number).grow(&grower)
    let damage = dice.below(10)
    // Three in ten stay as they grew, the others are damaged as fields, as bytes, or as both.
    if damage < 3 { return (fields.encoded, presence == 100 && oddness == 0) }
    if damage != 6 { for _ in 0...dice.below(4) { FieldMutator.mutate(&fields, &dice) } }
    var bytes = fields.encoded
    if damage >= 6 { for _ in 0...dice.below(4) { ByteMutator.mutate(&bytes, &dice) } }
    if dice.once(in: 40) { bytes += input(dice.below(number)).bytes }
    return (bytes, false)
  }

  func check(_ number: Int, _ bytes: [UInt8]) throws(Violation) -> Outcome {
    let outcome = try kind(number).check(bytes)
    if case .refused(let place) = outcome, input(number).isWhole {
      throw Violation("what is whole is accepted", place)
    }
    return outcome
  }
}
