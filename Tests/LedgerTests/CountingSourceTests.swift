import Ledger
import Testing

/// Who counts, and how they stand to those who are counted.
@Suite("A counting source")
struct CountingSourceTests {
  private let vocabulary = Vocabulary(
    measures: [
      .init(id: "killed", name: "Killed", includes: [], exchangeName: "killed"),
      .init(id: "casualties", name: "Casualties", includes: ["killed"], exchangeName: "casualties"),
      .init(id: "losses", name: "Losses", includes: ["killed"], exchangeName: "casualties"),
    ],
    parties: [
      .init(id: "arvia", name: "Arvia", kind: "state"),
      .init(id: "arvian-guard", name: "Arvian Guard", kind: "group", parent: "arvia"),
      .init(id: "bruma", name: "Bruma", kind: "state"),
      .init(id: "cosmere", name: "Cosmere", kind: "state"),
      .init(id: "delta", name: "Delta", kind: "state"),
    ],
    conflicts: [
      .init(
        id: "war", name: "War", parties: ["arvia", "bruma", "cosmere"], camp: ["arvia", "cosmere"])
    ])

  private func source(
    _ kind: String, party: PartyID? = nil, speaksFor: PartyID? = nil,
    counts: [Vocabulary.Count] = []
  ) -> Vocabulary.CountingSource {
    .init(id: "s", name: "S", kind: kind, party: party, speaksFor: speaksFor, counts: counts)
  }

  @Test func countsItsOwnSideItsEnemyOrIsNone() {
    let ministry = source("government", party: "arvia")
    #expect(vocabulary.side(of: ministry, counting: "arvia", in: "war") == .own)
    #expect(vocabulary.side(of: ministry, counting: "arvian-guard", in: nil) == .own)
    #expect(vocabulary.side(of: ministry, counting: "bruma", in: "war") == .enemy)
    #expect(vocabulary.side(of: ministry, counting: "cosmere", in: "war") == .third)
    #expect(vocabulary.side(of: ministry, counting: "delta", in: "war") == .third)
    #expect(vocabulary.side(of: ministry, counting: nil, in: "war") == nil)
    #expect(vocabulary.side(of: ministry, counting: "bruma", in: nil) == nil)
    let stranger = source("government", party: "delta")
    #expect(vocabulary.side(of: stranger, counting: "bruma", in: "war") == .third)
  }

  @Test func speaksForAPartyOnlyWithItsAuthority() {
    let monitor = source("monitor", party: "arvia")
    #expect(vocabulary.side(of: monitor, counting: "bruma", in: "war") == .third)
    let president = source("person", party: "arvia", speaksFor: "arvia")
    #expect(vocabulary.side(of: president, counting: "bruma", in: "war") == .enemy)
  }

  @Test func aFigureBelongsToTheCountThatAgreesInMost() {
    let killed = Vocabulary.Count(measure: "killed", party: "arvia")
    let others = Vocabulary.Count(measure: "killed", party: "bruma", population: "military")
    let losses = Vocabulary.Count(measure: "losses", party: "bruma")
    let source = source("research", counts: [killed, others, losses])
    func count(_ measure: MeasureID, _ party: PartyID?, _ population: PopulationID? = nil)
      -> Vocabulary.Count?
    {
      vocabulary.count(
        of: source, measure: measure, party: party, population: population, conflict: nil)
    }
    #expect(count("killed", "arvia") == killed)
    #expect(count("killed", "bruma") == others)
    #expect(count("killed", "bruma", "civilian") == nil)
    #expect(count("killed", nil) == nil)
    #expect(count("casualties", "bruma") == losses)
    #expect(count("wounded", "bruma") == nil)
  }

  @Test func aMethodSaysHowACountStandsToTheTruth() {
    #expect(Vocabulary.Nature(.named) == .floor)
    #expect(Vocabulary.Nature(.individuallyVerified) == .floor)
    #expect(Vocabulary.Nature(.modelled) == .estimate)
    #expect(Vocabulary.Nature(.announced) == .count)
    #expect(Vocabulary.Nature(nil) == nil)
  }
}
