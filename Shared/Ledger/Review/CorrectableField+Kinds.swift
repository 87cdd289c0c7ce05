// How each kind of field is written and read as text.

extension CorrectableField {
  typealias Path<Value> = any WritableKeyPath<Claim, Value> & Sendable

  init<ID: VocabularyID>(_ path: String, _ key: Path<ID?>, _ vocabulary: Kind) {
    self.init(
      path: path, values: "an id of the vocabulary, or nothing", vocabulary: vocabulary,
      read: { $0[keyPath: key]?.value ?? "" },
      write: { (claim, value) throws(LedgerError) in claim[keyPath: key] = try Self.id(value) })
  }

  init(_ path: String, _ key: Path<String?>) {
    self.init(
      path: path, values: "words, or nothing", vocabulary: nil,
      read: { $0[keyPath: key] ?? "" },
      write: { (claim, value) throws(LedgerError) in
        claim[keyPath: key] = value.isEmpty ? nil : value
      })
  }

  init(_ path: String, _ key: Path<Bool>) {
    self.init(
      path: path, values: "true, false", vocabulary: nil, read: { "\($0[keyPath: key])" },
      write: { (claim, value) throws(LedgerError) in
        guard let choice = Bool(value.lowercased()) else {
          throw LedgerError(.malformed, "neither true nor false: \(Self.shown(value))")
        }
        claim[keyPath: key] = choice
      })
  }

  init<Choice: CaseIterable & Sendable>(_ path: String, _ key: Path<Choice>) {
    self.init(
      path: path, values: Self.names(Choice.self), vocabulary: nil,
      read: { "\($0[keyPath: key])" },
      write: { (claim, value) throws(LedgerError) in claim[keyPath: key] = try Self.name(value) })
  }

  static func bound(_ path: String, _ key: Path<Quantity.Bound?>, exclusive: Character)
    -> CorrectableField
  {
    CorrectableField(
      path: path, values: "a number, \(exclusive) before it where it is not included, or nothing",
      vocabulary: nil,
      read: { claim in
        claim[keyPath: key].map { ($0.inclusive ? "" : "\(exclusive)") + text($0.value) } ?? ""
      },
      write: { (claim, value) throws(LedgerError) in
        let isExclusive = value.first == exclusive
        let number = try number(isExclusive ? String(value.dropFirst()) : value)
        claim[keyPath: key] = number.map { .init($0, inclusive: !isExclusive) }
      })
  }

  static func date(_ path: String, _ key: Path<DateStatement?>) -> CorrectableField {
    CorrectableField(
      path: path, values: "YYYY, YYYY-MM or YYYY-MM-DD, or nothing", vocabulary: nil,
      read: { $0[keyPath: key]?.date.description ?? "" },
      write: { (claim, value) throws(LedgerError) in
        guard !value.isEmpty else {
          claim[keyPath: key] = nil
          return
        }
        guard let date = CivilDate(value) else {
          throw LedgerError(
            .malformed, "not a date: \(shown(value))", hint: "write YYYY, YYYY-MM or YYYY-MM-DD")
        }
        // No words of the text led to it: it is given from outside.
        claim[keyPath: key] = DateStatement(date, basis: .supplied)
      })
  }

  /// The id comes first, so that a name can follow it.
  static func source(_ path: String, _ key: Path<Source?>) -> [CorrectableField] {
    [
      CorrectableField(
        path: path + ".id", values: "an id of the vocabulary, or nothing", vocabulary: .source,
        read: { $0[keyPath: key]?.id?.value ?? "" },
        write: { (claim, value) throws(LedgerError) in
          let id: SourceID? = try id(value)
          // Whoever it was goes with the old id.
          claim[keyPath: key] = id.map { Source(id: $0, name: "") }
        }),
      CorrectableField(
        path: path + ".name", values: "a name, or nothing", vocabulary: nil,
        read: { $0[keyPath: key]?.name ?? "" },
        write: { (claim, value) throws(LedgerError) in
          guard !value.isEmpty else {
            claim[keyPath: key] = nil
            return
          }
          // An id that was not corrected along with it is another's.
          let id = claim[keyPath: key].flatMap { $0.name.isEmpty ? $0.id : nil }
          claim[keyPath: key] = Source(id: id, name: value)
        }),
    ]
  }

  // MARK: Text

  static func text(_ number: Double) -> String {
    number.rounded() == number && abs(number) < 9_007_199_254_740_992
      ? String(Int64(number)) : "\(number)"
  }

  /// Digits, with a fraction at most; nil for nothing.
  static func number(_ text: String) throws(LedgerError) -> Double? {
    guard !text.isEmpty else { return nil }
    let digits = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    guard digits, text.utf8.count <= 20, let number = Double(text), number < 9_007_199_254_740_992
    else {
      throw LedgerError(
        .malformed, "not a number: \(shown(text))",
        hint: "write digits, without commas and below 2^53")
    }
    return number
  }

  static func id<ID: VocabularyID>(_ text: String) throws(LedgerError) -> ID? {
    guard !text.isEmpty else { return nil }
    let id = ID(text.lowercased())
    guard id.isWellFormed else {
      throw LedgerError(
        .malformed, "not an id: \(shown(text))", hint: "ids are like russia-ukraine, killed")
    }
    return id
  }

  static func names<Choice: CaseIterable>(_ type: Choice.Type) -> String {
    type.allCases.map { "\($0)" }.joined(separator: ", ")
  }

  /// One of some names, however its words are joined: `lowerBound`, `lower_bound`, `lower-bound`.
  static func name<Choice: CaseIterable>(_ text: String) throws(LedgerError) -> Choice {
    func folded(_ text: String) -> String { text.lowercased().filter { $0 != "_" && $0 != "-" } }
    guard let choice = Choice.allCases.first(where: { folded("\($0)") == folded(text) }) else {
      throw LedgerError(
        .malformed, text.isEmpty ? "it cannot be empty" : "no such value: \(shown(text))",
        hint: "it is one of \(names(Choice.self))")
    }
    return choice
  }

  static var cannotBeEmpty: LedgerError { LedgerError(.malformed, "it cannot be empty") }

  /// The beginning of a value that is refused. In code points: what counts as one character may be very long.
  static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(80))).debugDescription
  }
}
