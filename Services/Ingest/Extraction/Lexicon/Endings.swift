import Ledger

/// How the words of a language bend. A paradigm is a list of endings; an entry names it behind a slash, and stands for all
/// of its forms: "солдат/м" for "солдата", "солдату", …
struct Endings: Sendable {
  /// One place of a paradigm: mostly one ending, sometimes several.
  struct Slot: Sendable {
    var endings: [String]
    /// The form says whose something is: "the army of X" in one word.
    var owns = false
  }

  struct Form: Hashable, Sendable {
    var text: String
    var owns = false
  }

  private var paradigms: [String: [Slot]] = [:]
  /// Letters that are often written as another one: "ё" as "е".
  var plainLetters: [Unicode.Scalar: Unicode.Scalar] = [:]

  var isEmpty: Bool { paradigms.isEmpty && plainLetters.isEmpty }

  /// More forms than any phrase has.
  private static let mostForms = 200

  /// `endings.tsv`: the name, then the endings with spaces between them; `-` is none, `а|у` are two in one place, `~` is a
  /// form that there is not, and `=` before an ending marks the form that says whose something is.
  mutating func read(_ file: LexiconFile) throws(LedgerError) {
    for row in try file.rows() {
      try row.allow(columns: 2)
      let name = try row.required(0, "the name of the paradigm")
      let slots = try row.required(1, "the endings").split(separator: " ").map(Self.slot)
      guard !name.contains("/"), !name.contains(" ") else {
        throw row.error("\"\(name)\" is no name of a paradigm", hint: "one word without a slash")
      }
      guard paradigms.updateValue(slots, forKey: name) == nil else {
        throw row.error("the paradigm \"\(name)\" is there already", hint: "give it another name")
      }
    }
  }

  private static func slot(_ written: Substring) -> Slot {
    let owns = written.hasPrefix("=")
    let endings = (owns ? written.dropFirst() : written).split(separator: "|")
      .filter { $0 != "~" }.map { $0 == "-" ? "" : String($0) }
    return Slot(endings: endings, owns: owns)
  }

  /// All forms of a phrase, the one that dictionaries have first. Words that bend do so together: the first form of one
  /// stands beside the first form of the other.
  /// - Returns: nil, with what is wrong, where a paradigm is not there or two do not go together.
  func forms(of phrase: String) -> Result<[Form], Refusal> {
    guard !isEmpty else { return .success([Form(text: phrase)]) }
    var forms = [Form(text: "")]
    if phrase.contains("/"), !paradigms.isEmpty {
      switch bent(phrase) {
      case .success(let all): forms = all
      case .failure(let refusal): return .failure(refusal)
      }
    } else {
      forms = [Form(text: phrase)]
    }
    if !plainLetters.isEmpty {
      for form in forms where form.text.unicodeScalars.contains(where: { plainLetters[$0] != nil })
      {
        var plain = String.UnicodeScalarView()
        plain.append(contentsOf: form.text.unicodeScalars.lazy.map { plainLetters[$0] ?? $0 })
        forms.append(Form(text: String(plain), owns: form.owns))
      }
    }
    return .success(Self.once(forms))
  }

  struct Refusal: Error {
    var message: String
    var hint: String
  }

  private func bent(_ phrase: String) -> Result<[Form], Refusal> {
    var words: [(stem: String, slots: [Slot])] = []
    for word in phrase.split(separator: " ") {
      guard let slash = word.lastIndex(of: "/") else {
        words.append((String(word), []))
        continue
      }
      let name = String(word[word.index(after: slash)...])
      guard let slots = paradigms[name] else {
        return .failure(
          Refusal(
            message: "\"\(name)\" is no paradigm of this language",
            hint: "add it to endings.tsv, or use one that is there"))
      }
      words.append((String(word[..<slash]), slots))
    }
    // A paradigm of one place goes with any other.
    let counts = Set(words.map(\.slots.count).filter { $0 > 1 })
    guard counts.count <= 1, case let count = counts.first ?? 1, count <= Self.mostForms else {
      return .failure(
        Refusal(
          message: "the paradigms of \"\(phrase)\" have different numbers of forms",
          hint: "words that bend together need paradigms with the same places"))
    }
    return .success(
      (0..<count).flatMap { place in
        words.reduce([Form(text: "", owns: true)]) { begun, word in
          let slot =
            word.slots.isEmpty
            ? Slot(endings: [""], owns: true) : word.slots[word.slots.count > 1 ? place : 0]
          return begun.flatMap { form in
            slot.endings.map { ending in
              Form(
                text: (form.text.isEmpty ? "" : form.text + " ") + word.stem + ending,
                owns: form.owns && slot.owns)
            }
          }
        }
      })
  }

  /// Each form one time; it owns where it does in any of its places.
  private static func once(_ forms: [Form]) -> [Form] {
    guard forms.count > 1 else { return forms }
    // By their bytes: files are written in one spelling, and to compare in all of them takes longer than all else.
    var place: [[UInt8]: Int] = [:]
    var kept: [Form] = []
    for form in forms {
      let text = Array(form.text.utf8)
      if let known = place[text] {
        kept[known].owns = kept[known].owns || form.owns
      } else {
        place[text] = kept.count
        kept.append(form)
      }
    }
    return kept
  }
}
