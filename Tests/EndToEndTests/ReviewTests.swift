import Foundation
import Support
import Testing

/// Decisions of reviewers, on the built programs.
@Suite struct ReviewTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func claims(_ stack: Stack, _ arguments: String...) async throws -> [[String: Any]] {
    let list = try await stack.run(["claims", "--json"] + arguments)
    #expect(list.status == 0, "\(list.errors)")
    return try json(list.output)["claims"] as? [[String: Any]] ?? []
  }

  private func id(_ record: [String: Any]) throws -> String {
    try #require((record["claim"] as? [String: Any])?["id"] as? String)
  }

  /// The claim that a report of the stack makes of Russian soldiers.
  private func killed(_ stack: Stack) async throws -> String {
    _ = try await stack.reckon("ingest", try stack.report(1))
    let found = try await claims(stack, "--party", "russia", "--measure", "killed")
    return try id(try #require(found.first))
  }

  @Test func aClaimIsAcceptedCorrectedAndRejectedAndEachReaderSeesIt() async throws {
    let stack = try await Stack()
    let id = try await killed(stack)
    let short = String(id.prefix(10))
    let who = ["--reviewer", "A. Example"]

    let accepted = try await stack.run(
      ["review", "accept", short, "--reason", "read", "--reliability", "b", "--credibility", "3"]
        + who)
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(accepted.output.hasPrefix("\(short)  accepted\n"))
    let again = try await stack.run(
      ["review", "accept", short, "--reason", "read", "--reliability", "B", "--credibility", "3"]
        + who)
    #expect(again.output.contains("decided so already"))
    #expect(try await claims(stack, "--review", "accepted").count == 1)
    #expect(try await stack.reckon("claims").output.contains("accepted"))
    let atAccepted = try json(
      try await stack.reckon("claims", "--review", "accepted", "--json").output)
    let revision = try #require((atAccepted["status"] as? [String: Any])?["revision"] as? String)

    let corrected = try await stack.run(
      [
        "review", "correct", short, "--set", "group.party=ukraine", "--set", "quantity.best=999",
        "--reason", "the sentence before says whose",
      ] + who)
    #expect(corrected.status == 0, "\(corrected.errors)")
    #expect(corrected.output.contains("group.party: russia → ukraine"))
    #expect(corrected.output.contains("quantity.best: 1001 → 999"))
    #expect(try await claims(stack, "--party", "russia", "--measure", "killed").isEmpty)
    let found = try await claims(stack, "--party", "ukraine", "--measure", "killed")
    #expect(try found.map { try self.id($0) } == [id])
    let group = (found[0]["claim"] as? [String: Any])?["group"] as? [String: Any]
    #expect(group?["party"] as? String == "russia", "as it was extracted")
    let reading = (found[0]["reading"] as? [String: Any])?["group"] as? [String: Any]
    #expect(reading?["party"] as? String == "ukraine", "as it reads")
    #expect(found[0]["reviews"] == nil, "lists carry the state alone")
    let compared = try await stack.reckon("compare", "--party", "ukraine", "--measure", "killed")
    #expect(compared.output.contains("999"))
    #expect(compared.output.contains("corrected"))

    // Earlier states answer as they did.
    #expect(
      try await claims(stack, "--party", "russia", "--measure", "killed", "--at", revision).count
        == 1)
    let before = try await stack.reckon(
      "compare", "--party", "russia", "--measure", "killed", "--at", revision)
    #expect(before.output.contains("1,001"))
    #expect(before.output.contains("accepted"))

    let rejected = try await stack.run(
      ["review", "reject", short, "--reason", "counts trucks", "--reviewer", "B. Example"])
    #expect(rejected.output.hasPrefix("\(short)  rejected\n"))
    let none = try await stack.reckon("compare", "--party", "russia", "--measure", "killed")
    #expect(none.status == 0)
    #expect(none.output.contains("0 claims (1 more were rejected by reviewers)"))
    #expect(try await claims(stack, "--review", "rejected").count == 1)
    #expect(try await stack.reckon("claims").output.contains("rejected"))
    #expect(try await stack.reckon("reports").output.contains("1 rejected"))

    let shown = try await stack.reckon("show", short)
    #expect(shown.status == 0)
    let lines = shown.output.split(separator: "\n").filter { $0.hasPrefix("decided") }
    #expect(lines.count == 3)
    #expect(lines[0].contains("rejected by B. Example") && lines[0].contains("“counts trucks”"))
    #expect(lines[1].contains("corrected by A. Example") && lines[1].contains("(replaced)"))
    #expect(lines[1].contains("group.party=ukraine, quantity.best=999"))
    let record = try #require(
      try json(try await stack.reckon("show", short, "--json").output)["claim"] as? [String: Any])
    let reviews = try #require(record["reviews"] as? [[String: Any]])
    #expect(reviews.count == 3)
    #expect(reviews.allSatisfy { $0["recordedAt"] is String && $0["entry"] is String })
    #expect((reviews[2]["decision"] as? [String: Any])?["credibility"] as? Int == 3)

    let verified = try await stack.reckon("ledger", "verify")
    #expect(verified.status == 0, "\(verified.output)")
    let list = try await stack.reckon("claims", "--json").output
    #expect(try await stack.reckon("ledger", "rebuild").status == 0)
    #expect(try await stack.reckon("claims", "--json").output == list)
  }

  @Test func twoReviewersDecideWhereStorageAsksForTwo() async throws {
    let stack = try await Stack([.storage: ["--review-reviewers", "2"]])
    let id = try await killed(stack)
    func reject(_ name: String) async throws -> String {
      try await stack.reckon("review", "reject", id, "--reason", "no", "--reviewer", name).output
    }
    #expect(try await reject("Ann").contains("unreviewed (proposed"))
    #expect(try await reject("ann").contains("decided so already"))
    #expect(try await claims(stack, "--review", "proposed").count == 1)
    #expect(
      try await stack.reckon("compare", "--party", "russia", "--measure", "killed").output
        .contains("1 claims"))
    let other = try await stack.reckon(
      "review", "accept", id, "--reason", "yes", "--reviewer", "Bob")
    #expect(other.output.contains("unreviewed (disputed"))
    #expect(try await claims(stack, "--review", "disputed").count == 1)
    #expect(try await stack.reckon("claims").output.contains("disputed"))
    #expect(try await reject("Bob").contains("  rejected"))
    #expect(
      try await stack.reckon("compare", "--party", "russia", "--measure", "killed").output
        .contains("1 more were rejected"))
    // One reviewer of a storage that asks for no more than two.
    let wrong = try? await Stack([.storage: ["--review-reviewers", "3"]])
    #expect(wrong == nil)
  }

  @Test func whatCannotBeDecidedIsRefusedAndSaysWhy() async throws {
    let stack = try await Stack()
    let id = try await killed(stack)
    let who = ["--reason", "x", "--reviewer", "Ann"]
    for (arguments, status, text) in [
      (["accept", "0123456789"] + who, Int32(66), "no such claim"),
      (["accept", "abc"] + who, 65, "not the id of a claim"),
      (["correct", id, "--set", "group.party=ukrain"] + who, 66, "ukraine"),
      (["correct", id, "--set", "measure.id=kiled"] + who, 66, "killed"),
      (["correct", id, "--set", "group.partie=ukraine"] + who, 65, "group.party"),
      (["correct", id, "--set", "group.party=russia"] + who, 65, "extracted so"),
      (["correct", id, "--set", "group.party"] + who, 65, "FIELD=VALUE"),
      (
        ["correct", id, "--set", "group.place=A", "--set", "group.place=B"] + who, 65, "given twice"
      ),
      (["correct", id] + who, 64, "--set"),
      (["accept", id, "--reason", "x"], 64, "--reviewer"),
      (["accept", id, "--reviewer", "Ann"], 64, "--reason"),
      (["accept", id, "--reason", " ", "--reviewer", "Ann"], 65, "--reason TEXT"),
      (["accept", id, "--reason", "x", "--reviewer", "A\u{1B}[2J"], 65, "control a screen"),
      (
        ["accept", id, "--reason", String(repeating: "x", count: 2001), "--reviewer", "A"], 73,
        "2000"
      ),
      (["accept", id, "--credibility", "1"] + who, 65, "independent origin"),
      (["accept", id, "--credibility", "9"] + who, 65, "no grade"),
      (["accept", id, "--reliability", "G"] + who, 65, "A to F"),
    ] {
      let outcome = try await stack.run(["review"] + arguments)
      #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains(text), "\(arguments): \(outcome.errors)")
      #expect(!outcome.errors.contains("\u{1B}"))
    }
    #expect(try await claims(stack, "--review", "unreviewed").count == claims(stack).count)
    #expect(try await stack.reckon("claims", "--review", "nice").status == 65)
    let fields = try await stack.reckon("review", "fields")
    #expect(fields.status == 0)
    #expect(fields.output.contains("time.asOf"))
  }

  @Test func decisionsOutliveARestartOfAllThatReadsThem() async throws {
    let stack = try await Stack()
    let id = try await killed(stack)
    _ = try await stack.reckon(
      "review", "correct", id, "--set", "group.party=ukraine", "--reason", "x", "--reviewer", "Ann")
    let question = ["compare", "--measure", "killed", "--json"]
    let before = try await stack.run(question)
    for service in [Stack.ServiceName.analytics, .storage] {
      await stack.end(service, with: SIGTERM)
    }
    for service in [Stack.ServiceName.storage, .analytics] { try await stack.start(service) }
    let after = try await stack.run(question)
    #expect(after.status == 0, "\(after.errors)")
    #expect(after.output == before.output)
    await stack.end(.storage, with: SIGTERM)
    let without = try await stack.reckon(
      "review", "accept", id, "--reason", "x", "--reviewer", "Ann")
    #expect(without.status == 69)
    #expect(without.errors.contains("storage"))
  }
}
