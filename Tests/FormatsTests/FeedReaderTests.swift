import Ledger
import Testing

@testable import Formats

@Suite("Reading feeds") struct FeedReaderTests {
  @Test("each item of a feed is a document with its own date") func sample() throws {
    let bytes = try SampleFiles.read("daily-briefs.xml")
    let document = try FormatReader.read(bytes)
    try expectWayBack(document, bytes)
    #expect(document.mediaType == "application/rss+xml")
    #expect(
      document.parts.map(\.published?.date) == [CivilDate("2026-01-12"), CivilDate("2026-01-14")])
    #expect(document.parts.map(\.outlet) == ["Northern Wire", "Northern Wire"])
    #expect(document.blocks.map(\.part) == [0, 0, 1, 1])
    #expect(document.told.map(\.section) == [.headline, .lede, .headline, .lede])
    #expect(document.told[1].text.hasPrefix("At least 40 Malian soldiers were killed on Sunday"))
    #expect(
      document.told[3].text.hasPrefix("Seventy people, among them 19\u{A0}children, were killed"))
    #expect(document.told[3].text.hasSuffix("The army & the RSF blame each other."))
  }

  @Test("Atom") func atom() throws {
    let feed = """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
      <entry><title type="html">A &amp;amp; B</title><link rel="self" href="https://a.example/feed"/>
      <link rel="alternate" href="https://a.example/one"/><updated>2025-05-06T07:08:09Z</updated>
      <content type="html">&lt;p&gt;Twelve soldiers &amp;amp; 3 civilians were killed, the army said.&lt;/p&gt;</content>
      </entry></feed>
      """
    let document = try FormatReader.read(Array(feed.utf8))
    try expectWayBack(document, Array(feed.utf8))
    #expect(document.mediaType == "application/atom+xml")
    #expect(
      document.told.map(\.text) == [
        "A & B", "Twelve soldiers & 3 civilians were killed, the army said.",
      ])
    #expect(document.parts.first?.url == "https://a.example/one")
    #expect(document.parts.first?.published?.date == CivilDate("2025-05-06"))
  }

  @Test("a feed that breaks off is read as far as it goes, and that is said") func broken() throws {
    let feed =
      "<rss><channel><item><title>Ten killed in the town</title><description>Ten people died</desc"
    let document = try FormatReader.read(Array(feed.utf8))
    #expect(document.told.map(\.text).first == "Ten killed in the town")
    #expect(document.warnings.count == 1)
  }
}
