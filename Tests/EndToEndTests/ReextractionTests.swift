import Foundation
import Support
import Testing

/// Documents that are read again with other words, on the built programs.
@Suite struct ReextractionTests {
  /// What an operator's lexicon folder says from one start of ingest to the next.
  private struct Words {
    let folder: TemporaryFolder
    var flags: [Stack.ServiceName: [String]] { [.ingest: ["--lexicon-extra", folder.root]] }

    init() throws {
      folder = try TemporaryFolder("words")
      try write("# word\tmeasure\trole\n", to: "languages/en/measures.tsv")
    }

    func write(_ text: String, to name: String) throws {
      let file = URL(fileURLWithPath: folder.path(name))
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    /// A party, a word for being killed, and a thing that is no people.
    func extend() throws {
      try write(
        """
        id: valdora
        name: Valdora
        kind: state
        names:
          en:
            names: [Valdora]
            adjectives: [Valdoran]
        """, to: "parties/valdora.yaml")
      try write(
        "# word\tmeasure\trole\ngiven to the river\tkilled\tparticiple\n",
        to: "languages/en/measures.tsv")
    }
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func parts(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { try json(String($0)) }
  }

  private func claims(_ stack: Stack) async throws -> [[String: Any]] {
    let answer = try json(try await stack.reckon("claims", "--json", "--limit", "1000").output)
    return (answer["claims"] as? [[String: Any]] ?? []).compactMap {
      $0["claim"] as? [String: Any]
    }
  }

  private func revision(_ stack: Stack) async throws -> String {
    let answer = try json(try await stack.reckon("claims", "--json").output)
    return try #require((answer["status"] as? [String: Any])?["revision"] as? String)
  }

  /// Claims that only the other words have.
  private func valdoran(_ stack: Stack) async throws -> Int {
    try await claims(stack).count {
      ($0["group"] as? [String: Any])?["party"] as? String == "valdora"
    }
  }

  private static func report(_ number: Int) -> String {
    """
    The war goes on, day \(number)

    Officials said that at least \(40 + number) Valdoran soldiers were killed in the war near Lutz.
    In the battle \(10 + number) civilians were given to the river, officials said.
    """
  }

  private func restartIngest(_ stack: Stack, with signal: Int32 = SIGTERM) async throws {
    await stack.end(.ingest, with: signal)
    try await stack.start(.ingest)
  }

  @Test func otherWordsAreShownFirstAndThenRecorded() async throws {
    let words = try Words()
    let stack = try await Stack(words.flags)
    let file = try stack.folder.write(Self.report(1), to: "a.txt")
    _ = try await stack.reckon("ingest", file, "--published", "2031-05-05")
    let before = try await claims(stack)
    let known = try await revision(stack)
    let current = try await stack.reckon("reextract", "--all", "--yes")
    #expect(current.status == 0, "\(current.errors)")
    #expect(current.output.contains("0 documents read"))
    #expect(try await revision(stack) == known)

    try words.extend()
    try await restartIngest(stack)
    let dry = try await stack.reckon("reextract", "--all", "--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    let lines = dry.output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("- ") && $0.contains("≥ 41") })
    #expect(lines.contains { $0.hasPrefix("+ ") && $0.contains("valdora") })
    #expect(lines.contains { $0.hasPrefix("+ ") && $0.contains("11, killed") })
    #expect(dry.output.contains("given to the river"))
    #expect(dry.output.contains("1 added, 0 gone, 1 changed, 0 unchanged"))
    #expect(dry.output.contains("Nothing was recorded."))
    // The vocabulary is there by now: ingest records it at its start.
    let extended = try await revision(stack)
    let lineByLine = try parts(
      try await stack.reckon("reextract", "--all", "--dry-run", "--json").output)
    #expect(lineByLine.compactMap { $0["changes"] }.count == 1)
    #expect((lineByLine.last?["report"] as? [String: Any])?["dryRun"] as? Bool == true)

    #expect(try await revision(stack) == extended)
    // There is nobody to ask.
    #expect(try await stack.reckon("reextract", "--all").status == 64)
    let done = try await stack.reckon("reextract", "--all", "--yes")
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.output.contains("1 documents read") || done.output.contains("1 document read"))
    let after = try await claims(stack)
    #expect(after.count == before.count + 1)
    #expect(after.contains { ($0["group"] as? [String: Any])?["party"] as? String == "valdora" })
    #expect(try await stack.reckon("ledger", "verify").status == 0)
    // The sentence is found by its words now, and at the revision before it is none of a claim.
    let sought = "\"given to the river\""
    let found = try json(
      try await stack.reckon("search", sought, "--in", "claims", "--json").output)
    #expect((found["hits"] as? [Any])?.count == 1)
    let earlier = try json(
      try await stack.reckon("search", sought, "--in", "claims", "--at", known, "--json").output)
    #expect((earlier["hits"] as? [Any] ?? []).isEmpty)

    // The rest of it, which is nothing, and what was known before.
    let again = try await stack.reckon("reextract", "--all", "--yes")
    #expect(again.output.contains("0 documents read"))
    let then = try json(try await stack.reckon("claims", "--at", known, "--json").output)
    #expect((then["claims"] as? [Any])?.count == before.count)
    let everything = try await stack.reckon("reextract", "--all", "--also-current", "--yes")
    #expect(everything.output.contains("1 document read"))
    #expect(everything.output.contains("0 differ"))
  }

  @Test func withoutTheWordsClaimsCeaseToHold() async throws {
    let words = try Words()
    try words.extend()
    let stack = try await Stack(words.flags)
    let file = try stack.folder.write(Self.report(1), to: "a.txt")
    _ = try await stack.reckon("ingest", file)
    let before = try await claims(stack)
    try words.write("# word\tmeasure\trole\n", to: "languages/en/measures.tsv")
    try await restartIngest(stack)
    let done = try await stack.reckon("reextract", "--all", "--yes")
    #expect(done.output.contains("0 added, 1 gone, 0 changed, 1 unchanged"), "\(done.output)")
    #expect(try await claims(stack).count == before.count - 1)
  }

  @Test func onlyTheDocumentsThatAreNamedAreRead() async throws {
    let words = try Words()
    let stack = try await Stack(words.flags)
    for number in 1...3 {
      let file = try stack.folder.write(Self.report(number), to: "\(number).txt")
      _ = try await stack.reckon("ingest", file)
    }
    try words.extend()
    try await restartIngest(stack)
    let reports = try json(try await stack.reckon("reports", "--json").output)
    let ids = try #require(reports["reports"] as? [[String: Any]]).compactMap {
      ($0["document"] as? [String: Any])?["id"] as? String
    }
    #expect(ids.count == 3)
    let one = try await stack.reckon(
      "reextract", String(ids[0].prefix(10)), ids[0].uppercased(), "--yes")
    #expect(one.status == 0, "\(one.errors)")
    #expect(one.output.contains("1 document read"))
    let rest = try await stack.reckon("reextract", "--all", "--yes")
    #expect(rest.output.contains("2 documents read"))
    #expect(try await stack.reckon("reextract", "00112233", "--yes").status == 66)
    #expect(try await stack.reckon("reextract", "no id", "--yes").status == 65)
    #expect(try await stack.reckon("reextract", "", "--yes").status == 65)
    #expect(try await stack.reckon("reextract", "--yes").status == 64)
    #expect(try await stack.reckon("reextract", ids[0], "--all", "--yes").status == 64)
    await stack.end(.ingest, with: SIGTERM)
    #expect(try await stack.reckon("reextract", "--all", "--yes", "--timeout", "5").status == 69)
  }

  @Test(arguments: [Stack.ServiceName.ingest, .storage])
  func oneWithAServiceKilledInTheMiddleHasOnlyTheRestToDo(_ victim: Stack.ServiceName) async throws
  {
    let words = try Words()
    let stack = try await Stack(words.flags)
    let count = 30
    for number in 1...count {
      let file = try stack.folder.write(Self.report(number), to: "\(number).txt")
      #expect(try await stack.reckon("ingest", file, "--no-wait").status == 0)
    }
    let last = try stack.folder.write(Self.report(count), to: "last.txt")
    _ = try await stack.reckon("ingest", last)
    try words.extend()
    try await restartIngest(stack)
    async let killed = stack.reckon("reextract", "--all", "--yes", "--json")
    // Until something was recorded, or everything.
    while try await valdoran(stack) == 0 {}
    await stack.end(victim, with: SIGKILL)
    try await stack.start(victim)
    let outcome = try await killed

    let left = try parts(
      try await stack.reckon("reextract", "--all", "--dry-run", "--json").output)
    let rest = left.compactMap { $0["document"] as? [String: Any] }.count
    #expect(rest < count, "what was recorded is not done again")
    #expect(outcome.status != 0 || rest == 0)
    let resumed = try parts(try await stack.reckon("reextract", "--all", "--yes", "--json").output)
    #expect(resumed.compactMap { $0["document"] }.count == rest)
    #expect(try await valdoran(stack) == count)
    #expect(try await claims(stack).count == 2 * count)
    #expect(try await stack.reckon("reextract", "--all", "--yes").output.contains("0 documents"))
    #expect(try await stack.reckon("ledger", "verify").status == 0)
  }

  /// On a terminal it asks; anything but yes records nothing.
  @Test func onATerminalItAsks() async throws {
    let words = try Words()
    let stack = try await Stack(words.flags)
    _ = try await stack.reckon("ingest", try stack.folder.write(Self.report(1), to: "a.txt"))
    try words.extend()
    try await restartIngest(stack)
    let refused = try await onTerminal(stack, answer: "n")
    #expect(refused.contains("1 added, 0 gone, 1 changed, 0 unchanged"), "\(refused)")
    #expect(refused.contains("Record this? [y/N]"))
    #expect(refused.contains("Nothing was recorded."))
    #expect(try await claims(stack).count == 1)
    _ = try await onTerminal(stack, answer: "y")
    #expect(try await claims(stack).count == 2)
  }

  private func onTerminal(_ stack: Stack, answer: String) async throws -> String {
    let script = """
      import os, pty, sys
      said = []
      asked = False
      def read(descriptor):
          global asked
          data = os.read(descriptor, 4096)
          said.append(data)
          if not asked and b"[y/N]" in b"".join(said):
              asked = True
              os.write(descriptor, sys.argv[1].encode() + b"\\n")
          return data
      pty.spawn(sys.argv[2:], read)
      """
    let outcome = try await Programs.run(
      "/usr/bin/env",
      ["python3", "-c", script, answer, Programs.path("reckon"), "reextract", "--all"],
      environment: ["RECKONER_GATEWAY": await stack.gateway, "TERM": "dumb"])
    return outcome.output
  }
}
