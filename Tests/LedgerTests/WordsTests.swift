import Ledger
import Testing

@Suite struct Errors {
  @Test func sayWhatWhereAndWhatToDo() {
    #expect(
      LedgerError(.notFound, subject: "ukrane", "No conflict is known.", hint: "did you mean it?")
        .description == "ukrane: No conflict is known. (did you mean it?)")
    #expect(LedgerError(.overloaded, "The queue is full.").description == "The queue is full.")
    #expect(LedgerError(.malformed, subject: "x", "Wrong.").description == "x: Wrong.")
  }

  @Test func haveAReasonEachWithANumberOfItsOwn() {
    let numbers = LedgerError.Reason.allCases.map(\.rawValue)
    #expect(Set(numbers).count == numbers.count)
    #expect(!numbers.contains(0))
  }
}

@Suite struct Identifiers {
  @Test(arguments: ["killed", "russia-ukraine", "ww1", "a"])
  func areShortWordsInLowerCase(_ text: String) { #expect(ConflictID(text).isWellFormed) }

  @Test(arguments: ["", "Killed", "a b", "é", "a_b", "a/b", String(repeating: "a", count: 81)])
  func areNothingElse(_ text: String) { #expect(!ConflictID(text).isWellFormed) }

  @Test func areOrderedByTheirText() {
    #expect((["b", "a-c", "a"] as [PartyID]).sorted() == ["a", "a-c", "b"])
  }
}

@Suite struct Sources {
  @Test func areTheSameByIdElseByNameWithoutCase() {
    #expect(Source(id: "csis", name: "CSIS").key == Source(id: "csis", name: "The Center").key)
    #expect(Source(name: "Local Officials").key == Source(name: "local officials").key)
    #expect(Source(id: "who", name: "WHO").key != Source(name: "W.H.O.").key)
  }
}
