import Foundation
import Support
import Testing

/// Events, as whoever listens is told them.
@Suite(.timeLimit(.minutes(2))) struct EventTests {
  /// A listener on a connection of its own.
  private final class Listener {
    private let connection: RawConnection
    private(set) var heard = ""

    init(_ stack: Stack, _ query: String = "", last: String? = nil) async throws {
      connection = try RawConnection(await stack.web)
      let last = last.map { "Last-Event-ID: \($0)\r\n" } ?? ""
      connection.send(
        Array("GET /v1/events\(query) HTTP/1.1\r\nHost: localhost\r\n\(last)\r\n".utf8))
    }

    func wait(for wanted: (String) -> Bool) async throws {
      while !wanted(heard) {
        heard += String(decoding: connection.readWhatIsThere(), as: UTF8.self).replacing(
          "\r\n", with: "\n")
        try await Task.sleep(for: .milliseconds(20))
      }
    }

    var isOpen: Bool { connection.isOpen }

    /// Revisions that it was told all of.
    var revisions: [Int] {
      heard.split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap {
        Int($0.dropFirst(4))
      }
    }
  }

  private let study = """
    The Center for Strategic and International Studies (CSIS) estimates that between 100,000 and 140,000 Ukrainian \
    soldiers have been killed since Russia's invasion of Ukraine in February 2022.
    """
  private let toll = """
    President Volodymyr Zelensky said on February 4, 2026 that 55,000 Ukrainian soldiers have been killed since \
    Russia's invasion of Ukraine in February 2022.
    """

  @Test func claimsAndFindingsAreToldAsTheyCome() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient + ["--http-heartbeat", "200"]])
    let listener = try await Listener(stack)
    try await listener.wait { $0.contains("event: revision") }
    #expect(listener.heard.hasPrefix("HTTP/1.1 200 OK\n"))
    #expect(listener.heard.contains("Content-Type: text/event-stream"))
    #expect(try await stack.post("/v1/reports?published=2026-01-28", study).status == 202)
    try await listener.wait { $0.contains("event: claim") && $0.contains("140000") }
    let first = try #require(listener.revisions.last)
    #expect(try await stack.post("/v1/reports?published=2026-02-04", toll).status == 202)
    try await listener.wait { $0.contains("FINDING_TYPE_DISJOINT_RANGES") }
    #expect(listener.heard.contains("event: finding"))
    #expect(listener.revisions == listener.revisions.sorted())
    // Signs of life, while nothing happens.
    let length = listener.heard.count
    try await listener.wait { $0.dropFirst(length).contains(": \n") }

    // Whoever comes back is told what it missed, and that only.
    let again = try await Listener(stack, "?after=0", last: "\(first)")
    try await again.wait { $0.contains("FINDING_TYPE_DISJOINT_RANGES") }
    #expect(again.heard.contains("President Volodymyr Zelensky"))
    #expect(!again.heard.contains("Center for Strategic"))
    let all = try await Listener(stack, "?after=0")
    try await all.wait { $0.contains("Center for Strategic") && $0.contains("Zelensky") }

    #expect(await stack.end(.gateway, with: SIGTERM) == 0, "listeners do not keep it from stopping")
    #expect(!listener.isOpen || !listener.heard.isEmpty)
  }

  @Test func onlySoManyListenAtOnce() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient + ["--http-listeners", "2"]])
    var kept: [Listener] = []
    for _ in 0..<2 {
      let listener = try await Listener(stack)
      try await listener.wait { $0.contains("event: revision") }
      kept.append(listener)
    }
    let refused = try await stack.get("/v1/events")
    #expect(refused.status == 429, "\(refused.text)")
    #expect(refused.headers["retry-after"] == "10")
    kept = []
    // A place is free again once the others are known to be gone.
    let last = try await Listener(stack)
    var listener = last
    while !listener.heard.contains("event: revision") {
      // The answer may come in pieces.
      try await listener.wait { $0.contains("event: revision") || $0.contains(" 429 ") }
      if listener.heard.contains(" 429 ") { listener = try await Listener(stack) }
    }
  }

  @Test func whatCannotBeFollowedIsSaidToBeSo() async throws {
    let stack = try await Stack([.gateway: SharedWeb.patient])
    #expect(try await stack.get("/v1/events?after=99").status == 404)
    #expect(try await stack.get("/v1/events?after=x").status == 400)
    #expect(try await stack.get("/v1/events?since=1").status == 400)
    #expect(try await stack.get("/v1/events", ["Accept": "application/json"]).status == 406)
    let head = try await stack.get("/v1/events", method: "HEAD")
    #expect(head.status == 200)
    #expect(head.headers["content-type"] == "text/event-stream; charset=utf-8")
  }
}
