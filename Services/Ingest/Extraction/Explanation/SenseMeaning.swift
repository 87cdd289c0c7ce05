import Ledger

extension Sense {
  /// The meaning in the words of the lexicon's tables: "measure killed, participle".
  var meaning: String {
    switch self {
    case .number(let word): "number \(Quantity.grouped(word.value)), \(word.role.rawValue)"
    case .modifier(let word):
      "modifier \(Shown.words("\(word.modifier)")), \(word.place.rawValue) the number"
    case .vague: "vague number"
    case .calendar(let word): "calendar \(word.role.rawValue) \(word.value)"
    case .measure(let id, let role): "measure \(id), \(role.name)"
    case .people(let word):
      "people \(word.population), \(word.form.rawValue)"
        + (word.service == .regular ? "" : ", \(word.service.rawValue)")
    case .party(let id, let role): "party \(id), \(role.rawValue)"
    case .conflict(let id): "conflict \(id)"
    case .source(let id): "source \(id)"
    case .thing(let kind): "thing \(kind.rawValue)"
    case .domain(let domain): "domain \(domain.name)"
    case .attribution(let role): "attribution \(role.name)"
    case .stance(let polarity): "stance \(polarity)"
    case .grammar(let word): "grammar \(word.name)"
    case .implies(let population): "says itself that its people are \(population)"
    case .cause(let cause): "cause \(Shown.words("\(cause)"))"
    case .method(let method): "method \(Shown.words("\(method)"))"
    }
  }
}
