import Testing

@testable import RPC

@Suite struct CallerTests {
  @Test(arguments: [
    ("ipv4:192.0.2.7:4711", "192.0.2.7"), ("ipv6:[2001:db8::1]:4711", "2001:db8::1"),
    ("ipv4:127.0.0.1:4711", "127.0.0.1:4711"), ("ipv6:[::1]:4711", "::1:4711"),
    ("ipv6:[::ffff:127.0.0.1]:4711", "::ffff:127.0.0.1:4711"),
    ("unix:/run/socket", "/run/socket"),
  ])
  func callersOfThisMachineAreToldApartByTheirConnections(peer: String, caller: String) {
    #expect(Caller(peer: peer).description == caller)
  }
}
