import Evaluation
import Foundation
import Ledger
import Testing

@Suite("The project's annotated corpus")
struct AnnotatedCorpusTests {
  private let passages: [GoldPassage]

  init() throws { passages = try AnnotatedCorpus.own.get().flatMap(\.passages) }

  @Test("has at least 400 passages, a quarter of them without a claim")
  func size() {
    let without = passages.count { $0.claims.isEmpty }
    #expect(passages.count >= 400)
    #expect(4 * without >= passages.count, "\(without) of \(passages.count)")
  }

  @Test("gives each passage an id of its file, and none twice")
  func ids() throws {
    for corpus in try AnnotatedCorpus.own.get() {
      for passage in corpus.passages {
        #expect(passage.id.hasPrefix(corpus.name + "-"), "\(passage.id) in \(corpus.name)")
      }
    }
    let ids = Dictionary(grouping: passages, by: \.id).filter { $0.value.count > 1 }.keys
    #expect(ids.isEmpty, "twice: \(ids.sorted())")
    let texts = Dictionary(grouping: passages, by: \.text).filter { $0.value.count > 1 }.values
    #expect(texts.isEmpty, "the same text: \(texts.map { $0.map(\.id) })")
  }

  @Test("quotes what stands in the text, where it says")
  func spans() throws {
    for passage in passages {
      let text = Array(passage.text.unicodeScalars)
      func words(_ start: Int, _ count: Int) -> String? {
        guard start >= 0, start + count <= text.count else { return nil }
        return String(String.UnicodeScalarView(text[start..<start + count]))
      }
      for claim in passage.claims {
        let place = "\(passage.id): \(claim.quote)"
        let quote = try #require(claim.quoteStart, "\(place) has no quote_start")
        let number = try #require(claim.numberStart, "\(place) has no number_start")
        #expect(words(quote, claim.quote.unicodeScalars.count) == claim.quote, "\(place)")
        #expect(
          words(number, claim.numberSpan.unicodeScalars.count) == claim.numberSpan, "\(place)")
        #expect(claim.quote.contains(claim.numberSpan), "\(place)")
      }
      let spans = passage.claims.map { "\($0.numberStart ?? -1) \($0.measure)" }
      #expect(Set(spans).count == spans.count, "\(passage.id) annotates a number twice")
    }
  }

  @Test("keeps to the closed lists of its format")
  func values() {
    let bounds: [String: (Bool, Bool, Bool)] = [
      "exact": (true, true, true), "approx": (false, true, false),
      "at_least": (true, false, false), "more_than": (true, false, false),
      "up_to": (false, false, true), "less_than": (false, false, true),
      "range": (true, false, true),
    ]
    let measures = ["killed", "wounded", "missing", "captured", "displaced", "casualties"]
    let populations = ["military", "civilian", "children", "all", "unknown"]
    for passage in passages {
      for claim in passage.claims {
        let place = "\(passage.id): \(claim.quote)"
        let stated = (claim.low != nil, claim.best != nil, claim.high != nil)
        #expect(bounds[claim.modifier].map { $0 == stated } == true, "\(place): \(claim.modifier)")
        if claim.modifier == "exact" {
          #expect(claim.low == claim.best && claim.best == claim.high, "\(place)")
        }
        if let low = claim.low, let high = claim.high { #expect(low <= high, "\(place)") }
        #expect(measures.contains(claim.measure), "\(place): \(claim.measure)")
        #expect(
          claim.population.values.allSatisfy { populations.contains($0 ?? "") }, "\(place)")
        #expect(
          claim.kind.values.allSatisfy { ["incident", "cumulative", "rate"].contains($0 ?? "") },
          "\(place)")
        for date in [claim.period?.from, claim.period?.to].compactMap(\.self) {
          #expect(CivilDate(date) != nil, "\(place): \(date)")
        }
      }
    }
  }

  @Test("tags every passage with phenomena of its list, and has eight passages for each")
  func phenomena() throws {
    let readme = try String(
      contentsOf: AnnotatedCorpus.folder.appendingPathComponent("README.md"), encoding: .utf8)
    let section = try #require(readme.components(separatedBy: "\n## Phenomena\n").last)
    let known = section.split(separator: "\n").compactMap { line -> String? in
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      return line.hasPrefix("| `") && parts.count >= 3 ? String(parts[1]) : nil
    }
    #expect(known.count >= 25)
    var passagesOf = Dictionary(uniqueKeysWithValues: known.map { ($0, 0) })
    for passage in passages {
      #expect(!passage.phenomena.isEmpty, "\(passage.id) has no phenomenon")
      for phenomenon in Set(passage.phenomena) {
        #expect(passagesOf[phenomenon] != nil, "\(passage.id): \(phenomenon) is not in the list")
        passagesOf[phenomenon]? += 1
      }
    }
    for (phenomenon, count) in passagesOf.sorted(by: { $0.key < $1.key }) {
      #expect(count >= 8, "\(phenomenon) has \(count) passages")
    }
  }
}
