import Ledger

/// Reads the lexicon's files. The only place that knows their shape.
struct LexiconLoader {
  let files: [LexiconFile]
  var languages: [String: LanguageDraft] = [:]
  /// Of all languages.
  var words = WordTable()
  var vague: [Vocabulary.VagueInterval] = []
  var measures: [Vocabulary.Measure] = []
  var parties: [Vocabulary.Party] = []
  var facts: [PartyID: Lexicon.PartyFacts] = [:]
  var conflicts: [Vocabulary.Conflict] = []
  var sources: [Vocabulary.CountingSource] = []
  var populationOfMeasure: [MeasureID: PopulationID] = [:]
  var reversible: Set<MeasureID> = []
  /// Those that a word or a measure counts.
  var populations: Set<PopulationID> = []
  var ofCivilians: [MeasureID: MeasureID] = [:]
  /// What records say of others of their kind.
  var links = LexiconLinks()
  /// Where every entry stands.
  private(set) var origins = LexiconOrigins()
  /// Every id with the file that has it, by kind.
  private var places: [String: String] = [:]

  init(files: [LexiconFile]) { self.files = files }

  mutating func load() throws(LedgerError) {
    for file in files where folder(of: file) == "languages" && file.name.hasSuffix(".yaml") {
      try readLanguage(file)
    }
    guard !languages.isEmpty else {
      throw LedgerError(
        .misconfigured, subject: files.first?.path ?? "lexicon", "the lexicon has no language",
        hint: "add languages/<tag>/language.yaml")
    }
    // Endings before what is bent by them.
    for file in files where file.name.hasSuffix("/endings.tsv") {
      try languages[tag(of: file)]?.endings.read(file)
    }
    try readRecords()
    try links.refuseCycles()
    for file in files where file.name.hasSuffix(".tsv") { try readTable(file) }
  }

  func vocabulary(fingerprint: String) -> Vocabulary {
    Vocabulary(
      lexiconFingerprint: fingerprint, measures: measures.sorted { $0.id < $1.id },
      parties: parties.sorted { $0.id < $1.id }, conflicts: conflicts.sorted { $0.id < $1.id },
      sources: sources.sorted { $0.id < $1.id },
      vagueIntervals: vague)
  }

  private func folder(of file: LexiconFile) -> String {
    file.name.split(separator: "/").first.map(String.init) ?? ""
  }

  private func tag(of file: LexiconFile) -> String {
    file.name.split(separator: "/").dropFirst().first.map(String.init) ?? ""
  }

  private mutating func readRecords() throws(LedgerError) {
    var records: [(folder: String, record: LexiconRecord)] = []
    for file in files where file.name.hasSuffix(".yaml") {
      let folder = folder(of: file)
      guard folder != "languages" else { continue }
      records.append((folder, try LexiconRecord(file)))
    }
    // Ids first: records name each other in any order.
    for (folder, record) in records { try register(folder, record) }
    for (folder, record) in records {
      switch folder {
      case "measures": try readMeasure(record)
      case "parties": try readParty(record)
      case "conflicts": try readConflict(record)
      case "sources": continue
      default:
        throw record.file.error(
          line: 1, "no part of the lexicon is called \"\(folder)\"",
          hint: "folders: languages, measures, parties, conflicts, sources")
      }
    }
    // Last: what a count includes is told by its measure.
    for (folder, record) in records where folder == "sources" { try readSource(record) }
  }

  private mutating func register(
    _ folder: String, _ record: LexiconRecord
  ) throws(LedgerError) {
    let key = try "\(folder)/\(record.id())"
    if let other = places[key] {
      throw record.file.error(
        line: record.line(of: "id"), "this id stands already in \(other)",
        hint: "an id has one file")
    }
    places[key] = record.file.path
    origins.note(record: key, record.file, line: record.line(of: "id"))
  }

  func require(
    _ id: String, in folder: String, _ file: LexiconFile, line: Int
  ) throws(LedgerError) {
    guard places["\(folder)/\(id)"] != nil else {
      throw file.error(
        line: line, "\"\(id)\" is none of the \(folder)",
        hint: "correct the id, or add \(folder)/\(id).yaml")
    }
  }

  private mutating func readLanguage(_ file: LexiconFile) throws(LedgerError) {
    let record = try LexiconRecord(file)
    try record.allow([
      "tag", "name", "group_separators", "decimal_separators", "common_words", "plain_letters",
    ])
    let tag = try record.required("tag")
    guard file.name == "languages/\(tag)/language.yaml" else {
      throw file.error(
        line: record.line(of: "tag"), "the language \"\(tag)\" must lie in languages/\(tag)/",
        hint: "its file is called language.yaml")
    }
    guard languages[tag] == nil else {
      throw file.error(
        line: record.line(of: "tag"), "the language \"\(tag)\" is there already",
        hint: "add tables to it without a language.yaml of your own")
    }
    var language = LanguageDraft(tag: tag)
    language.groupSeparators = try separators("group_separators", of: record)
    language.decimalSeparators = try separators("decimal_separators", of: record)
    language.commonWords = Set(try record.list("common_words").map(\.text))
    for (text, line) in try record.list("plain_letters") {
      let scalars = text.unicodeScalars
      guard scalars.count == 2, let letter = scalars.first, let plain = scalars.last else {
        throw file.error(
          line: line, "\"\(text)\" is no pair of letters",
          hint: "a letter, and the one that is often written for it")
      }
      language.endings.plainLetters[letter] = plain
    }
    languages[tag] = language
  }

  private func separators(
    _ key: String, of record: LexiconRecord
  ) throws(LedgerError) -> Set<Character> {
    var marks: Set<Character> = []
    for (text, line) in try record.list(key) {
      guard text.count == 1, let mark = text.first, !mark.isNumber else {
        throw record.file.error(
          line: line, "\"\(text)\" is no separator", hint: "a separator is one mark, in quotes")
      }
      marks.insert(mark)
    }
    return marks
  }

  /// Adds one phrase to a language in all of its forms, and refuses what is there already.
  mutating func add(
    _ phrase: String, _ sense: Sense, to tag: String, _ file: LexiconFile, line: Int,
    writing: Matcher.Writing? = nil
  ) throws(LedgerError) {
    var isNew = false
    for form in try forms(of: phrase, in: tag, file, line: line) {
      let words = Language.words(of: form.text)
      guard !words.isEmpty, words.count <= 12 else {
        throw file.error(
          line: line, "\"\(form.text)\" must have 1 to 12 words",
          hint: "shorten it, or take it out")
      }
      let numbers = words.map { self.words.add($0) }
      if let other = languages[tag]?.matcher.senses(of: numbers).compactMap(sense.rival).first {
        throw file.error(
          line: line, "\"\(form.text)\" names \"\(other)\" already",
          hint: "a name has one owner: nobody could tell which of the two a text means")
      }
      let entry = Matcher.Entry(
        sense: sense, writing: writing ?? Language.writing(of: form.text),
        origin: origins.note(file, line: line))
      if languages[tag]?.matcher.add(numbers, entry) == true { isNew = true }
      if form.owns, case .party(let id, _) = sense {
        var owner = entry
        owner.sense = .party(id, .owner)
        _ = languages[tag]?.matcher.add(numbers, owner)
      }
    }
    guard isNew else {
      throw file.error(
        line: line, "\"\(phrase)\" is there already with this meaning", hint: "take it out here")
    }
  }

  /// The forms of a phrase; itself alone in a language whose words do not bend.
  func forms(
    of phrase: String, in tag: String, _ file: LexiconFile, line: Int
  ) throws(LedgerError) -> [Endings.Form] {
    guard let endings = languages[tag]?.endings else { return [] }
    switch endings.forms(of: phrase) {
    case .success(let forms): return forms
    case .failure(let refusal): throw file.error(line: line, refusal.message, hint: refusal.hint)
    }
  }

  /// What a measure's word says of the people beside what happened to them. Said twice, it is said once.
  mutating func addImplied(
    _ population: PopulationID, _ phrase: String, to tag: String, _ file: LexiconFile, line: Int
  ) throws(LedgerError) {
    populations.insert(population)
    let entry = Matcher.Entry(
      sense: .implies(population), writing: Language.writing(of: phrase),
      origin: origins.note(file, line: line))
    for form in try forms(of: phrase, in: tag, file, line: line) {
      let numbers = Language.words(of: form.text).map { words.add($0) }
      _ = languages[tag]?.matcher.add(numbers, entry)
    }
  }
}
