import Ledger
import Testing

@testable import Extraction

@Suite("Tables")
struct TableTests {
  private func read(_ text: String) throws -> [String] {
    try claims(text).map { claim in
      let time = claim.time
      return [
        claim.measure.id.value, claim.evidence.numberText, claim.group.party?.value ?? "-",
        claim.attribution.claimant?.name ?? "-",
        (time.from?.date.description ?? "-") + "/"
          + ((time.to ?? time.asOf)?.date.description ?? "-"),
      ].joined(separator: " ")
    }
  }

  @Test("by year and measure")
  func byYear() throws {
    let text = """
      # Years of war

      The war in Mali goes on. Malian soldiers lost in it, according to Human Rights Watch:

      | Year | Killed | Wounded | Tanks |
      |---|---:|---:|---:|
      | 2021 | 1974 | at least 3,100 | 12 |
      | 2022 | 2,050 | – | 9 |
      """
    #expect(
      try read(text) == [
        "killed 1974 mali Human Rights Watch 2021/2021",
        "wounded at least 3,100 mali Human Rights Watch 2021/2021",
        "killed 2,050 mali Human Rights Watch 2022/2022",
      ])
  }

  @Test("by month, written as a number")
  func byMonth() throws {
    let text = """
      # Months of war

      The war in Mali goes on. Malian soldiers lost in it, according to Human Rights Watch:

      | Month | Killed | Wounded |
      |---|---:|---:|
      | 2023-11 | 120 | 340 |
      | 2023-12 | 98 | 210 |
      """
    #expect(
      try read(text) == [
        "killed 120 mali Human Rights Watch 2023-11/2023-11",
        "wounded 340 mali Human Rights Watch 2023-11/2023-11",
        "killed 98 mali Human Rights Watch 2023-12/2023-12",
        "wounded 210 mali Human Rights Watch 2023-12/2023-12",
      ])
  }

  @Test("by source, with the measure in a cell of the row")
  func bySource() throws {
    let text = """
      # Counts of the war

      The war in Mali goes on. These are figures on Malian soldiers.

      | Source | Measure | Figure | As of |
      |---|---|---|---|
      | Reuters | dead | up to 4,000 | 1 May 2023 |
      | Village elders of Mopti | wounded | 5,000 | June 2023 |
      """
    #expect(
      try read(text) == [
        "killed up to 4,000 mali Reuters -/2023-05-01",
        "wounded 5,000 mali Village elders of Mopti -/2023-06",
      ])
  }

  @Test("with columns set off by spaces, and sides above them")
  func aligned() throws {
    let text = """
      Counts of the war

      The war between Mali and Chad is long. Soldiers killed in the war, according to Reuters:

      Year      Mali      Chad
      2021      1,200     900
      2022      1,310     850
      """
    #expect(
      try read(text) == [
        "killed 1,200 mali Reuters 2021/2021", "killed 900 chad Reuters 2021/2021",
        "killed 1,310 mali Reuters 2022/2022", "killed 850 chad Reuters 2022/2022",
      ])
  }

  @Test("of other things, and of dead of no war, yield nothing")
  func others() throws {
    let text = """
      # The earthquake

      The earthquake shook the country. Victims of earthquakes by year:

      | Year | Killed |
      |---|---|
      | 2021 | 1,200 |
      """
    #expect(try read(text).isEmpty)
    let aid = """
      # The war

      The war in Mali goes on. The aid that the army sent:

      | Year | Trucks | Share of dead |
      |---|---|---|
      | 2021 | 1,200 | 12 percent |
      """
    #expect(try read(aid).isEmpty)
  }
}
