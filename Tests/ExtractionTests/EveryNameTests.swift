import Ledger
import Testing

@testable import Extraction

/// What is read of the well-known is read of all others: each name of the lexicon in one sentence.
@Suite("Every name of the lexicon")
struct EveryNameTests {
  struct Entry: Sendable, CustomTestStringConvertible {
    var id: String
    var home: String?
    /// By the key of the record: names, adjectives, people, capitals, places, forces.
    var words: [String: [String]]
    var testDescription: String { id }

    func words(_ key: String) -> [String] { words[key] ?? [] }
  }

  private static func entries(_ folder: String) -> [Entry] {
    let files = (try? LexiconFile.all(in: [Repository.lexiconPath])) ?? []
    return files.filter { $0.name.hasPrefix("\(folder)/") }.compactMap { file in
      guard let record = try? LexiconRecord(file), let id = try? record.id(),
        let names = try? record.names(languages: ["en"]).first?.record
      else { return nil }
      let keys = ["names", "adjectives", "people", "capitals", "places", "forces"]
      let words = keys.map { key in (key, (try? names.list(key).map(\.text)) ?? []) }
      return Entry(
        id: id, home: try? record.optional("home"), words: Dictionary(uniqueKeysWithValues: words))
    }
  }

  static let parties = entries("parties")
  static let sources = entries("sources")
  static let conflicts = entries("conflicts")

  @Test("is there to be read")
  func all() {
    #expect(Self.parties.count > 300 && Self.sources.count > 100 && Self.conflicts.count > 80)
  }

  @Test("of a party says whose soldiers are counted", arguments: parties)
  func sides(_ party: Entry) throws {
    let sentences =
      party.words("names").map { "In the war \($0) lost 4,000 soldiers." }
      + party.words("adjectives").map { "In the war 4,000 \($0) soldiers were killed." }
      + party.words("forces").map { "In the war the \($0) lost 4,000 soldiers." }
    for sentence in sentences {
      #expect(try claims(sentence).map(\.group.party) == [PartyID(party.id)], "\(sentence)")
    }
  }

  @Test("of a place says whose civilians are counted", arguments: parties)
  func places(_ party: Entry) throws {
    for place in party.words("capitals") + party.words("places") {
      let sentence = "In the war shelling killed 40 civilians in \(place)."
      let side = PartyID(party.home ?? party.id)
      #expect(try claims(sentence).map(\.group.party) == [side], "\(sentence)")
    }
  }

  @Test("of a source says who counts", arguments: sources)
  func claimants(_ source: Entry) throws {
    for name in source.words("names") {
      let sentence = "In the war 4,000 soldiers were killed, according to \(name)."
      #expect(
        try claims(sentence).map(\.attribution.claimant?.id?.value) == [source.id], "\(sentence)")
    }
  }

  @Test("of a conflict says which war it is", arguments: conflicts)
  func wars(_ conflict: Entry) throws {
    for name in conflict.words("names") {
      let sentence = "In the \(name) 4,000 soldiers were killed."
      #expect(try claims(sentence).map(\.group.conflict?.value) == [conflict.id], "\(sentence)")
    }
  }
}
