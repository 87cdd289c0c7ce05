import Ledger
import Testing

@testable import Extraction

@Suite("Endings")
struct EndingsTests {
  private func endings(_ table: String, plain: [Unicode.Scalar: Unicode.Scalar] = [:]) throws
    -> Endings
  {
    var endings = Endings()
    try endings.read(
      LexiconFile(
        name: "languages/xx/endings.tsv", path: "endings.tsv", contents: Array(table.utf8))
    )
    endings.plainLetters = plain
    return endings
  }

  private func texts(_ phrase: String, by endings: Endings) throws -> [String] {
    try endings.forms(of: phrase).get().map(\.text)
  }

  @Test("make all forms of a word, each one time")
  func forms() throws {
    let endings = try endings("m\t- =a u -|a om\n")
    #expect(try texts("tor/m", by: endings) == ["tor", "tora", "toru", "torom"])
    #expect(try endings.forms(of: "tor/m").get().filter(\.owns).map(\.text) == ["tora"])
    #expect(try texts("tor", by: endings) == ["tor"])
  }

  @Test("bend the words of a phrase together")
  func phrases() throws {
    let endings = try endings("m\t- a u\nadj\ty ogo omu\n0\t=-\n")
    #expect(
      try texts("nov/adj tor/m za", by: endings) == [
        "novy tor za", "novogo tora za", "novomu toru za",
      ])
    #expect(try texts("tor/m ABC/0", by: endings) == ["tor ABC", "tora ABC", "toru ABC"])
  }

  @Test("add the spelling without a letter's marks")
  func plainLetters() throws {
    let endings = try endings("m\t- а\n", plain: ["ё": "е"])
    #expect(try texts("счёт/m", by: endings) == ["счёт", "счёта", "счет", "счета"])
  }

  @Test(
    "say what is wrong",
    arguments: [
      ("tor/x", "\"x\" is no paradigm of this language"),
      ("tor/m mal/f", "the paradigms of \"tor/m mal/f\" have different numbers of forms"),
    ])
  func refusals(_ phrase: String, _ message: String) throws {
    let endings = try endings("m\t- a u\nf\ta y\n")
    guard case .failure(let refusal) = endings.forms(of: phrase) else {
      Issue.record("\(phrase) was taken")
      return
    }
    #expect(refusal.message == message)
    #expect(!refusal.hint.isEmpty)
  }

  @Test("are refused twice under one name")
  func twice() throws {
    #expect(throws: LedgerError.self) { try endings("m\t- a\nm\t- u\n") }
  }
}
