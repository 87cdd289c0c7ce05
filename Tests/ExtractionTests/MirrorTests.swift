import Ledger
import Testing

@testable import Extraction

/// No party is treated by other rules: what a text says of one side of a war, the same text says of the other when
/// the sides change places.
@Suite("Mirrored texts")
struct MirrorTests {
  @Test("are enough: sentences, and pairs of sides")
  func enough() {
    #expect(Set(MirrorTemplate.all.map(\.text)).count >= 60)
    #expect(MirrorPair.states.count >= 6 && MirrorPair.groups.count >= 6)
    for pair in MirrorPair.states + MirrorPair.groups {
      let read = MirrorTemplate.all.filter { Mirror($0, pair.one, pair.other, pair).text != nil }
      #expect(read.count >= 50, "\(pair.testDescription): \(read.count)")
    }
  }

  @Test("yield mirrored claims", arguments: MirrorPair.states + MirrorPair.groups)
  func mirrored(_ pair: MirrorPair) throws {
    for template in MirrorTemplate.all {
      guard let one = try Mirror(template, pair.one, pair.other, pair).claims(),
        let other = try Mirror(template, pair.other, pair.one, pair).claims()
      else { continue }
      #expect(one == other, "\(template.text)")
      // What yields nothing is mirrored too.
      #expect(one.count == template.claims, "\(template.text)")
    }
  }

  /// A state is read as any other, and a group as any other: only the war differs.
  @Test("of one pair are those of another", arguments: MirrorTemplate.all)
  func alike(_ template: MirrorTemplate) throws {
    for pairs in [MirrorPair.states, MirrorPair.groups] {
      var first: (pair: String, claims: [String])?
      for pair in pairs {
        guard let claims = try Mirror(template, pair.one, pair.other, pair).claims(ofAnyWar: true)
        else { continue }
        if let first {
          #expect(claims == first.claims, "\(first.pair), then \(pair.testDescription)")
        } else {
          first = (pair.testDescription, claims)
        }
      }
    }
  }
}

/// A template read with its sides, each named by its place in it.
struct Mirror {
  /// Nil where a side lacks a word.
  let text: String?
  private let pair: MirrorPair
  private let labels: [PartyID: String]
  private let sides: [Character: MirrorSide]

  init(_ template: MirrorTemplate, _ one: MirrorSide, _ other: MirrorSide, _ pair: MirrorPair) {
    sides = ["A": one, "B": other]
    text = template.text(sides)
    self.pair = pair
    var labels: [PartyID: String] = [:]
    for (name, side) in sides.sorted(by: { $0.key < $1.key }) {
      labels[side.id] = String(name)
    }
    for (name, side) in sides {
      if let home = side.home, labels[home] == nil { labels[home] = String(name) }
    }
    self.labels = labels
  }

  /// All of each claim but where it stands; nil where a side lacks a word.
  /// - Parameter ofAnyWar: leaves out which war it is, and what depends on it.
  func claims(ofAnyWar: Bool = false) throws -> [String]? {
    guard let text else { return nil }
    return try ExtractionTests.claims(text, published: pair.published).map { claim in
      let group = claim.group
      let war =
        ofAnyWar
        ? [group.conflict == nil ? "of no war" : "of a war"]
        : [
          group.conflict?.value ?? "of no war", "\(group.conflictBasis)", time(claim.time),
        ]
      let parts =
        [
          claim.quantity.display, claim.measure.id.value, side(group.party),
          group.population?.value ?? "of anybody", "\(claim.kind)", "\(claim.polarity)",
          "by \(claimant(claim.attribution.claimant))", "\(claim.attribution.mode)",
          group.responsible.map { "held: \(side($0.party))" } ?? "nobody held",
          group.place == nil ? "nowhere" : "somewhere", "\(claim.relations.map(\.kind))",
        ] + war
      return parts.joined(separator: ", ")
    }
  }

  private func side(_ party: PartyID?) -> String { party.map { labels[$0] ?? $0.value } ?? "open" }

  private func time(_ time: ClaimTime) -> String {
    [time.from, time.to, time.asOf].map { $0?.date.description ?? "-" }.joined(separator: "/")
  }

  /// The side that the claimant speaks for, by the lexicon or by its name; else its name.
  private func claimant(_ source: Source?) -> String {
    guard let source else { return "nobody" }
    let lexicon = try? Repository.lexicon.get()
    if let known = source.id.flatMap({ lexicon?.sources[$0]?.party }) { return side(known) }
    let name = source.name.lowercased()
    let speaker = sides.sorted { $0.key < $1.key }.first { _, side in
      [side.name, side.adjective, side.capital, side.force].contains {
        !$0.isEmpty && name.contains($0.lowercased().replacing("the ", with: ""))
      }
    }
    return speaker.map { String($0.key) } ?? source.name
  }
}
