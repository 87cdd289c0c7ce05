import Ledger
import Testing

@testable import Reconciliation

@Suite("What is one claim though its number tells little")
struct Alignments {
  private func published(_ day: String) -> (inout Claim) -> Void {
    { $0.time.published = on(day, .supplied) }
  }

  @Test func ofAMultipleAreAlignedWhateverTheRelayMultiplies() throws {
    let times = Quantity(
      form: .multiple, low: .init(5, inclusive: false), modifier: .moreThan, unit: "times")
    let full = claim(times, by: csis, in: "A", published("2026-01-27"))
    let swapped = claim(times, "casualties", by: csis, in: "B", published("2026-01-29"))
    let others = [
      claim(times, "casualties", by: unitedNations, in: "C", published("2026-01-29")),
      claim(times, "wounded", by: csis, in: "D", published("2026-06-29")),
    ]
    let set = try origins([full, swapped] + others)
    #expect(set.origin(of: swapped)?.relayOf == ClaimID(of: full))
    #expect(
      set.origin(of: full)?.relays.flatMap(\.changes).map(\.kind) == ["measure changed"])
    #expect(others.allSatisfy { set.origin(of: $0)?.relayOf == nil })
  }

  @Test(arguments: [
    "", "a claimant", "another number", "a small number", "asserted below", "another text",
  ])
  func ofAProjectionAreThoseOfItsHeadline(_ difference: String) throws {
    var head = claim(.about(2_000_000, "near", digits: 1), "casualties", in: "A") {
      $0.evidence.section = .headline
      $0.time.published = on("2026-01-28", .supplied)
    }
    var body = claim(.exact(2_000_000, digits: 1), "casualties", by: csis, in: "A", at: 90) {
      $0.polarity = .projected
      $0.time.published = on("2026-01-28", .supplied)
    }
    switch difference {
    case "a claimant": head.attribution.claimant = unitedNations
    case "another number": body.quantity = .exact(3_000_000, digits: 1)
    case "a small number":
      (head.quantity, body.quantity) = (.exact(20, digits: 1), .exact(20, digits: 1))
    case "asserted below": body.polarity = .denied
    case "another text": body.document = DocumentID(original: [7])
    default: break
    }
    let set = try origins([head, body])
    #expect((set.origin(of: head)?.relayOf == ClaimID(of: body)) == difference.isEmpty)
    let changes = set.origin(of: body)?.relays.flatMap(\.changes).map(\.kind) ?? []
    #expect(changes.contains("polarity changed") == difference.isEmpty)
  }
}
