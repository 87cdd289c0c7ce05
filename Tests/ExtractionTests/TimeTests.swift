import Ledger
import Testing

@testable import Extraction

@Suite("When")
struct TimeTests {
  /// Published on Wednesday, 12 June 2024.
  @Test(
    "periods are resolved against the publication",
    arguments: [
      ("in 2023", "2023", "2023"), ("in March 2023", "2023-03", "2023-03"),
      ("in March", "2024-03", "2024-03"), ("in August", "2023-08", "2023-08"),
      ("on 4 March 2024", "2024-03-04", "2024-03-04"), ("on March 4", "2024-03-04", "2024-03-04"),
      ("on 2024-03-04", "2024-03-04", "2024-03-04"), ("in 2024-03", "2024-03", "2024-03"),
      ("in 2006-08", "2006", "2008"), ("since March 2022", "2022-03", "-"),
      ("since 2014", "2014", "-"), ("between March 2015 and August 23", "2015-03", "2023-08-23"),
      ("from January to March 2024", "2024-01", "2024-03"),
      ("from November through February", "2023-11", "2024-02"),
      ("from 2014 to 2022", "2014", "2022"), ("as of June 1", "-", "2024-06-01"),
      ("as of mid-May", "-", "2024-05"), ("on Monday", "2024-06-10", "2024-06-10"),
      ("on Wednesday", "2024-06-12", "2024-06-12"), ("yesterday", "2024-06-11", "2024-06-11"),
      ("last month", "2024-05", "2024-05"), ("last year", "2023", "2023"),
      ("during the August 5-7 fighting", "2023-08-05", "2023-08-07"),
    ])
  func period(_ phrase: String, _ from: String, _ to: String) throws {
    let time = try claims("Rebel attacks killed 30 soldiers \(phrase).").first?.time
    #expect((time?.from?.date.description ?? "-") == from)
    #expect(((time?.to ?? time?.asOf)?.date.description ?? "-") == to)
  }

  @Test("the day of a statement is not the day of the deaths")
  func statedOn() throws {
    let time = try claims(
      "The minister said on Monday that 300 soldiers have been killed since May."
    )
    .first?.time
    #expect(time?.statedOn?.date.description == "2024-06-10")
    #expect(time?.from?.date.description == "2024-05")
  }

  @Test("a month told from the day of the report keeps its year beside another month")
  func relativeMonth() throws {
    let time = try claims(
      "The minister said earlier this month that the army lost 300 soldiers in December."
    ).first?.time
    #expect(time?.statedOn?.date.description == "2024-06")
    #expect(time?.from?.date.description == "2023-12")
  }

  @Test("of two dates, the one that stands alone is the figure's")
  func aloneOfTwo() throws {
    let time = try claims(
      "The army suffered half of its 900 casualties of the war since 2021 in 2023 alone."
    ).first?.time
    #expect(time?.from?.date.description == "2023")
    #expect(time?.to?.date.description == "2023")
  }

  @Test("since the invasion means the day that the text gives the invasion")
  func sinceInvasion() throws {
    let text = """
      The invasion in February 2022 changed the region.

      Since the invasion 900 civilians have been killed.
      """
    let claim = try claims(text).first
    #expect(claim?.time.from?.date.description == "2022-02")
    #expect(claim?.time.from?.basis == .inferred)
  }

  @Test("without a publication date, what needs one stays open")
  func unpublished() throws {
    let time = try claims("Rebels killed 30 soldiers on Monday.", published: nil).first?.time
    #expect(time != nil)
    #expect(time?.from == nil)
  }

  @Test("a printed date is the publication date, with its basis")
  func printed() throws {
    let text =
      "3 May 2023\n\nRebels attack town\n\nRebels killed 30 soldiers in an attack on Monday."
    let extraction = try extract(text, published: nil)
    #expect(extraction.published?.date.description == "2023-05-03")
    #expect(extraction.published?.basis == .stated)
    #expect(extraction.claims.first?.time.from?.date.description == "2023-05-01")
  }

  @Test(
    "a dateline says when and where the report was written, and nothing of the deaths",
    arguments: [
      "NAIROBI, May 3, 2023 (Juniper Wire) - Rebels killed 30 Malian soldiers on Monday, the army said.",
      "NAIROBI, 3 May 2023 — Rebels killed 30 Malian soldiers on Monday, the army said.",
      "Juniper Wire\n3 May 2023\n\nNAIROBI (Juniper Wire) -- Rebels killed 30 Malian soldiers on Monday.",
    ])
  func dateline(_ text: String) throws {
    let extraction = try extract(text, published: nil)
    #expect(extraction.published?.date.description == "2023-05-03")
    #expect(extraction.published?.basis == .stated)
    let claim = extraction.claims.first
    #expect(extraction.claims.count == 1)
    #expect(claim?.time.from?.date.description == "2023-05-01")
    #expect(claim?.time.published?.date.description == "2023-05-03")
    #expect(claim?.group.party == "mali")
    #expect(claim?.group.place == nil)
  }

  @Test("a headline with a date counts, and is no dateline")
  func datedHeadline() throws {
    let extraction = try extract("Rebels killed 30 soldiers on 3 May 2023", published: nil)
    #expect(extraction.published == nil)
    #expect(extraction.claims.count == 1)
  }
}
