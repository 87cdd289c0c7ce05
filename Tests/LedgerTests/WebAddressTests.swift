import Ledger
import Testing

/// Two spellings of one address are one, and two addresses are never taken for one.
@Suite struct WebAddressTests {
  @Test(arguments: [
    ("https://example.org/a", "HTTPS://EXAMPLE.org/a"),
    ("https://example.org/a", "https://example.org:443/a"),
    ("https://example.org/a", "https://example.org:/a"),
    ("http://example.org/a", "http://example.org:80/a"),
    ("https://example.org/a?b=c", "https://example.org/a?b=c#section-2"),
    ("https://example.org", "https://Example.Org#top"),
    ("https://[2001:db8::1]/a", "https://[2001:DB8::1]:443/a"),
  ])
  func theSame(_ one: String, _ other: String) throws {
    #expect(WebAddress(one) == WebAddress(other))
    #expect(try #require(WebAddress(one)).digest == WebAddress(other)?.digest)
  }

  @Test(arguments: [
    ("https://example.org/a", "http://example.org/a"),
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a", "https://example.org/a/"),
    ("https://example.org/a", "https://www.example.org/a"),
    ("https://example.org/a?b=c", "https://example.org/a?b=d"),
    ("https://example.org/a?b=c&d=e", "https://example.org/a?d=e&b=c"),
    ("https://example.org/a%20b", "https://example.org/a b"),
    ("https://example.org:80/a", "https://example.org/a"),
    ("https://example.org:8443/a", "https://example.org/a"),
    ("https://one@example.org/a", "https://example.org/a"),
    ("https://example.org/a@b:443/c", "https://example.org/a@b/c"),
    ("https://example.org/%23a", "https://example.org/#a"),
  ])
  func another(_ one: String, _ other: String) throws {
    #expect(try #require(WebAddress(one)) != (try #require(WebAddress(other))))
  }

  @Test(arguments: [
    "", "#", "://", "example.org/a", "https:", "https://", "https:///a", "https://#a",
    "https://?a=b", "file:///tmp/a", "mailto:a@example.org", "1http://example.org",
    "ht tp://example.org", "https://:443/a", "\u{0}://a", "https://user@/a",
    String(repeating: "a", count: 1000) + "://example.org",
  ])
  func none(_ text: String) { #expect(WebAddress(text) == nil) }

  @Test func anAddressOfAMillionCharactersIsOne() throws {
    let long = "https://example.org/" + String(repeating: "a\u{301}#", count: 300_000)
    #expect(try #require(WebAddress(long)).text == "https://example.org/a\u{301}")
    let host = "https://" + String(repeating: "x", count: 1_000_000)
    #expect(WebAddress(host)?.text == host)
  }
}
