import Foundation
import Ledger
import Testing

@testable import Extraction

/// What reading a text knows of scripts and words without asking Unicode or making strings.
@Suite("Words")
struct WordTests {
  @Test("letters, capitals, digits and spaces are what Unicode says that they are")
  func properties() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      let isLetter =
        properties.isAlphabetic || properties.generalCategory == .nonspacingMark
      #expect(scalar.isLetter == isLetter, "\(scalar) U+\(String(value, radix: 16))")
      #expect(scalar.isCapital == properties.isUppercase, "\(scalar) U+\(String(value, radix: 16))")
      #expect(scalar.isDigit == (properties.numericType == .decimal))
      // Some characters of no width are skipped like spaces, though Unicode calls them otherwise.
      if properties.isWhitespace { #expect(scalar.isSpace) }
      if scalar.isCanonical {
        let text = String(scalar)
        #expect(Array(text.precomposedStringWithCanonicalMapping.utf8) == Array(text.utf8))
        #expect(properties.canonicalCombiningClass == .notReordered)
      }
    }
  }

  @Test("a set of cases holds each one and no other")
  func caseSets() {
    func check<Case: RawRepresentable<UInt8> & CaseIterable & Hashable & Sendable>(
      _ type: Case.Type
    ) {
      #expect(Case.allCases.count <= 128)
      for one in Case.allCases {
        let alone = CaseSet<Case>([one])
        #expect(Case.allCases.filter(alone.contains) == [one] as [Case])
      }
    }
    check(GrammarClass.self)
    check(Domain.self)
    check(AttributionRole.self)
    check(MeasureRole.self)
    check(Gist.Kind.self)
  }

  @Test("an item has its word as it was, however long, and in whatever script")
  func keptWords() {
    let store = ItemStore()
    let letters = "abcdefghijklmnopqrstuvwxyz"
    let words =
      (0...20).map { String(letters.prefix($0)) } + ["ü", "médecins", "хлопок", "负责人员", "–"]
    let kept = words.map { store.keep($0) }
    #expect(kept.map(\.text) == words)
    #expect(kept.map(\.count) == words.map(\.utf8.count))
    #expect(KeptWord.none.text.isEmpty)
    withExtendedLifetime(store) {}
  }

  @Test(
    "a table finds a word in any case of ASCII and in any spelling that Unicode takes for the same")
  func table() {
    var table = WordTable()
    let words =
      ["killed", "m\u{E9}decins", "cote\u{302}", "-", "київ"] + (0..<500).map { "word\($0)" }
    let numbers = words.map { table.add($0) }
    #expect(Set(numbers).count == words.count)
    let again = words.map { table.add($0) }
    #expect(again == numbers)
    #expect(words.map { table.number(of: $0) } == numbers)
    #expect(table.number(of: "me\u{301}decins") == numbers[1])
    #expect(table.number(of: "cot\u{EA}") == numbers[2])
    #expect(table.number(of: Unicode.Scalar("-")) == numbers[3])
    #expect(table.number(of: "kill") == WordTable.unknown)
    let store = ItemStore()
    let read = Tokenizer.tokens(
      of: Array("Killed KILLED killed, M\u{C9}DECINS".utf8), words: table, store: store)
    #expect(
      read.map(\.word) == [numbers[0], numbers[0], numbers[0], WordTable.unknown, numbers[1]])
  }

  @Test(
    "are read as the lexicon compares them",
    arguments: [
      ("Don’t O’Neill's", ["don't", "o'neill", "'s"]),
      ("the U.S. and D.R.C. of A. Smith", ["the", "us", "and", "drc", "of", "a", ".", "smith"]),
      ("1,243,070 and 1 000 or 12,5.", ["1,243,070", "and", "1'000", "or", "12,5", "."]),
      ("counter\u{AD}attack naïve CAFÉ", ["counterattack", "naïve", "café"]),
      ("“No” – yes - no-one", ["\"", "no", "\"", "–", "yes", "–", "no", "-", "one"]),
      ("Anti-internationalisationalists", ["anti", "-", "internationalisationalists"]),
      ("abc123 45km Київ", ["abc123", "45", "km", "київ"]),
    ])
  func folding(_ text: String, _ folded: [String]) {
    #expect(ExtractionTests.folded(Array(text.utf8)) == folded)
  }

  @Test("know how they are written")
  func writing() {
    let bytes = Array("The UN's e-mail, Élan 5 ÀÉ".utf8)
    #expect(ExtractionTests.folded(bytes, where: \.capitalised) == ["the", "un", "élan", "àé"])
    #expect(ExtractionTests.folded(bytes, where: \.upperCase) == ["un", "àé"])
    #expect(ExtractionTests.folded(bytes) { !$0.spaceBefore } == ["'s", "-", "mail", ","])
    #expect(ExtractionTests.folded(bytes) { $0.isMark(",") } == [","])
  }

  @Test("of a phrase are matched as far as they go, and only as they must be written")
  func phrases() throws {
    var table = WordTable()
    var draft = LanguageDraft(tag: "en")
    func add(_ phrase: String, _ sense: Sense) {
      let numbers = Language.words(of: phrase).map { table.add($0) }
      let entry = Matcher.Entry(sense: sense, writing: Language.writing(of: phrase))
      let isNew = draft.matcher.add(numbers, entry)
      let isNewAgain = draft.matcher.add(numbers, entry)
      #expect(isNew && !isNewAgain)
    }
    add("US", .party("usa", .name))
    add("us", .grammar(.pronoun))
    add("death", .domain(.crime))
    add("death toll of", .grammar(.figure))
    add("Death", .domain(.fiction))
    let matcher = Language(draft, &table).matcher
    func senses(_ text: String) -> [Sense] {
      let store = ItemStore()
      return withExtendedLifetime(store) {
        matcher.longest(
          in: Tokenizer.tokens(of: Array(text.utf8), words: table, store: store), at: 0
        ).meaning.senses
      }
    }
    #expect(senses("US troops") == [.party("usa", .name), .grammar(.pronoun)])
    #expect(senses("us too") == [.grammar(.pronoun)])
    #expect(senses("death toll rose") == [.domain(.crime)])
    #expect(senses("Death toll rose") == [.domain(.crime), .domain(.fiction)])
    #expect(senses("DEATH TOLL OF 12") == [.grammar(.figure)])
    #expect(senses("dead").isEmpty)
  }
}
