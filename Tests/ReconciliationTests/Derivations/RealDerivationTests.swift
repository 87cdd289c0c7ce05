import Ledger
import Reconciliation
import Testing

@Suite(
  "Derivations on real reports",
  .enabled(if: RealData.isPresent, "../shared/seeds is absent: nothing to compute from"))
struct RealDerivationTests {
  @Test func show() throws {
    let model = try RealData.model()
    let set = try model.derivations(DerivationQuery(pageSize: 200), at: model.revision)
    for derivation in set.derivations {
      print(
        "----", derivation.kind, derivation.verdict, derivation.topic.party ?? "-",
        derivation.topic.measure, derivation.reason)
      for line in derivation.formula { print("     ", line) }
      for result in derivation.results {
        print(
          "   =>", result.pairing, result.span.low?.value ?? "-", result.span.high?.value ?? "-",
          result.unit, result.subject, result.earliest ?? "", result.latest ?? "")
      }
      for input in derivation.inputs {
        print("   in", input.role, input.figure, input.claimant?.name ?? "-")
      }
      if !derivation.mismatches.isEmpty { print("   ≠", derivation.mismatches) }
      if !derivation.notes.isEmpty { print("   !", derivation.notes) }
    }
  }
}
