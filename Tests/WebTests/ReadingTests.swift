import RPC
import Testing

@testable import GatewayWeb

/// What is read of a request's header fields.
@Suite struct ReadingTests {
  private static let offered = ["application/json", "text/csv"]

  @Test(
    arguments: [
      (nil, "application/json"), ("", "application/json"), ("*/*", "application/json"),
      ("text/csv", "text/csv"), ("text/*", "text/csv"), ("TEXT/CSV", "text/csv"),
      ("application/json;q=0.5, text/csv;q=0.9", "text/csv"),
      ("application/json;q=0, */*;q=0.1", "text/csv"), ("text/csv;q=0.2, */*", "application/json"),
      ("image/png", nil), ("text/csv;q=0", nil), ("text/csv;q=nan", nil),
    ] as [(String?, String?)]) func theBestOfWhatIsOfferedIsChosen(
      _ accept: String?, _ type: String?
    )
  {
    #expect(Negotiation.mediaType(accept, of: Self.offered) == type)
  }

  @Test func namesOfThisHostAreCompared() {
    let named = HostRule("localhost, Door.Example", listening: Address(host: "0.0.0.0", port: 1))
    #expect(named.allows("door.example:80"))
    #expect(named.allows("DOOR.example."))
    #expect(!named.allows("127.0.0.1"))
    #expect(!named.allows("door.example.evil.example"))
    let open = HostRule("", listening: Address(host: "0.0.0.0", port: 1))
    #expect(open.allows("anything.example"))
    #expect(!open.allows(""))
  }

  @Test func everyMethodThatIsOfferedHasAPathOfItsOwn() {
    let paths = Resource.all.map { "\($0.verb) \($0.path)" }
    #expect(Set(paths).count == paths.count)
    let asked = Resource.all.filter { !$0.kind.isPage }
    #expect(Set(asked.map(\.method)).count == asked.count)
  }
}
