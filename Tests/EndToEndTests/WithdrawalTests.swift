import Foundation
import Support
import Testing

/// Words that are taken out of reach, on the built programs.
@Suite struct WithdrawalTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// A report with words that stand nowhere else.
  private func secret(_ stack: Stack) throws -> String {
    try stack.folder.write(
      """
      Zirbelhalde mourns

      The defence ministry of Ukraine said on 3 March 2025 that 1,234 Russian soldiers had been killed
      near Kharkiv, in the village that people call Quetzalwurzel.
      """, to: "secret.txt")
  }

  private func document(_ stack: Stack, title: String) async throws -> String {
    let answer = try json(try await stack.reckon("reports", "--json").output)
    let reports = try #require(answer["reports"] as? [[String: Any]])
    let report = reports.first { report in
      (report["sightings"] as? [[String: Any]])?.contains { $0["title"] as? String == title }
        ?? false
    }
    return try #require((report?["document"] as? [String: Any])?["id"] as? String)
  }

  /// Files below the stack's data that have the words.
  private func holders(of word: String, _ stack: Stack, in folder: String) -> [String] {
    let root = stack.folder.path(folder)
    let names = FileManager.default.subpaths(atPath: root) ?? []
    return names.filter { name in
      FileManager.default.contents(atPath: root + "/" + name)?.range(of: Data(word.utf8)) != nil
    }
  }

  @Test(arguments: ["seal", "erase"])
  func everyReaderSeesTheMarkAndTheFiguresAndNoWords(_ mode: String) async throws {
    let stack = try await Stack()
    let file = try secret(stack)
    _ = try await stack.reckon("ingest", file)
    _ = try await stack.reckon("ingest", try stack.report(2))
    let head = try await revision(stack)
    let backup = try json(try await stack.reckon("ledger", "backup", "--json").output)
    let kept = try #require((backup["backup"] as? [String: Any])?["name"] as? String)
    let id = try await document(stack, title: "Zirbelhalde mourns")
    let word = mode == "seal" ? "sealed" : "erased"
    let done = try await stack.reckon(
      "withdraw", mode, String(id.prefix(8)), "--reason", "the \u{1B}[31mfamily\nasked",
      mode == "erase" ? "--yes" : "--json")
    #expect(done.status == 0, "\(done.errors)")
    if mode == "erase" {
      #expect(done.output.contains("words erased at entry \(head + 1)"))
      #expect(done.output.contains("1 claims of it hold; their figures stay."))
      #expect(done.output.contains("out of the ledger's reach"))
      #expect(done.output.contains("\(kept): a backup of before the withdrawal"))
      // Which is for the operator to remove.
      try FileManager.default.removeItem(atPath: stack.folder.path("storage/backups"))
      #expect(!done.output.contains("\u{1B}"))
    } else {
      let report = try json(done.output)
      #expect(report["document"] as? String == id)
      #expect(
        (report["withdrawn"] as? [String: Any])?["mode"] as? String == "WITHDRAWAL_MODE_SEALED")
      #expect(report["revision"] as? String == "\(head + 1)")
      #expect(report["version"] != nil)
    }

    for at in [[], ["--at", "\(head)"]] {
      let claims = try await stack.run(["claims", "--json"] + at)
      let compared = try await stack.run(["compare", "--json"] + at)
      let series = try await stack.run(["series", "--json"] + at)
      let reports = try await stack.run(["reports", "--json"] + at)
      for answer in [claims, compared, series, reports] {
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.contains("withdrawn"))
        for gone in ["Quetzalwurzel", "Zirbelhalde"] { #expect(!answer.output.contains(gone)) }
      }
      #expect(claims.output.contains("1234") && compared.output.contains("1234"))
      // Of the other report nothing is missing.
      #expect(claims.output.contains("1002 Russian soldiers"))
      let list = try #require(try json(claims.output)["claims"] as? [[String: Any]])
      let marked = list.filter { $0["withdrawn"] != nil }
      #expect(marked.count == 1)
      let mark = try #require(marked[0]["withdrawn"] as? [String: Any])
      #expect(mark["mode"] as? String == "WITHDRAWAL_MODE_\(word.uppercased())")
      #expect(mark["revision"] as? String == "\(head + 1)")
      let evidence = try #require(try json(compared.output)["evidence"] as? [[String: Any]])
      #expect(evidence.count { $0["withdrawn"] != nil } == 1)

      let claim = try #require((marked[0]["claim"] as? [String: Any])?["id"] as? String)
      let shown = try await stack.run(["show", claim] + at)
      #expect(shown.output.contains("(words \(word) at entry \(head + 1): the"))
      #expect(shown.output.contains("1,234"))
      for command in ["claims", "compare", "series", "reports"] {
        let text = try await stack.run([command] + at)
        #expect(
          text.output.contains(
            command == "compare" || command == "series"
              ? "words withdrawn" : "(words \(word) at entry"), "\(text.output)")
        #expect(!text.output.contains("\u{1B}") && !text.output.contains("Quetzalwurzel"))
      }
      let proof = try await stack.run(["ledger", "prove", claim] + at)
      #expect(proof.status == 0)
      #expect(proof.errors.contains("the proof is without words (words \(word)"))
      #expect(!proof.output.contains("Quetzalwurzel"))
    }

    #expect(try await stack.reckon("ledger", "verify").status == 0)
    #expect(try await stack.reckon("ledger", "rebuild").status == 0)
    #expect(try await stack.reckon("ledger", "verify").status == 0)
    #expect(
      holders(of: "Quetzalwurzel", stack, in: "storage").isEmpty == (mode == "erase"))

    // The same bytes bring nothing back, and ingest keeps nothing of them.
    let again = try await stack.reckon("ingest", file, "--outlet", "Another")
    #expect(again.status == 66, "\(again.output) \(again.errors)")
    #expect(again.errors.contains("withdrawn"))
    #expect(again.errors.contains("\(word) at entry \(head + 1)"))
    #expect(holders(of: "Quetzalwurzel", stack, in: "ingest") == [])
    #expect(try await revision(stack) == head + 1)

    // Analytics that starts anew says the same.
    let before = try await stack.reckon("compare", "--json").output
    await stack.end(.analytics, with: SIGTERM)
    try await stack.start(.analytics)
    var after = try await stack.reckon("compare", "--json")
    while after.status == 3 {
      try await Task.sleep(for: .milliseconds(50))
      after = try await stack.reckon("compare", "--json")
    }
    #expect(after.output == before)
  }

  private func revision(_ stack: Stack) async throws -> Int {
    let answer = try json(try await stack.reckon("reports", "--json").output)
    let status = try #require(answer["status"] as? [String: Any])
    return try #require(Int(status["revision"] as? String ?? ""))
  }

  @Test func whatIsAskedWronglyChangesNothing() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try secret(stack))
    let head = try await revision(stack)
    let id = try await document(stack, title: "Zirbelhalde mourns")
    // Nobody is there to be asked.
    let unasked = try await stack.reckon("withdraw", "erase", id, "--reason", "why")
    #expect(unasked.status == 64)
    #expect(unasked.errors.contains("--yes"))
    let attempts: [([String], Int32)] = [
      (["seal", id], 64), (["seal", id, "--reason", "  "], 65),
      (["seal", id, "--reason", String(repeating: "x", count: 1001)], 73),
      (["seal", "0123", "--reason", "why"], 65), (["seal", "01234567", "--reason", "why"], 66),
      (["erase", "01234567", "--reason", "why", "--yes"], 66),
    ]
    for (arguments, status) in attempts {
      let outcome = try await stack.run(["withdraw"] + arguments)
      #expect(outcome.status == status, "\(arguments) \(outcome.errors)")
    }
    #expect(try await revision(stack) == head)

    let erased = try await stack.reckon("withdraw", "erase", id, "--reason", "first", "--yes")
    #expect(erased.status == 0)
    let again = try await stack.reckon("withdraw", "erase", id, "--reason", "second", "--yes")
    #expect(again.status == 0)
    #expect(again.output.contains("as it was before: first"))
    let seal = try await stack.reckon("withdraw", "seal", id, "--reason", "third")
    #expect(seal.status == 66)
    #expect(seal.errors.contains("nothing left to seal"))
    #expect(try await revision(stack) == head + 1)
  }

  /// Runs a command at a terminal of its own and types an answer to its question.
  private func atATerminal(_ stack: Stack, _ arguments: [String], typing answer: String)
    async throws -> Programs.Outcome
  {
    let script = """
      import os, pty, sys
      pid, terminal = pty.fork()
      if pid == 0:
          os.execv(sys.argv[2], sys.argv[2:])
      shown, asked = b"", False
      while True:
          try:
              part = os.read(terminal, 4096)
          except OSError:
              break
          if not part:
              break
          shown += part
          if not asked and b"Type yes" in shown:
              asked = True
              os.write(terminal, sys.argv[1].encode() + b"\\n")
      os.write(1, shown)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """
    return try await Programs.run(
      "/usr/bin/env",
      ["python3", "-c", script, answer, Programs.path("reckon")] + arguments,
      environment: ["RECKONER_GATEWAY": await stack.gateway, "TERM": "dumb"])
  }

  @Test func atATerminalItAsksFirstAndTakesOnlyAPlainYes() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try secret(stack))
    let head = try await revision(stack)
    let id = try await document(stack, title: "Zirbelhalde mourns")
    let command = ["withdraw", "erase", String(id.prefix(8)), "--reason", "why"]
    for answer in ["", "y", "no", "yes please"] {
      let outcome = try await atATerminal(stack, command, typing: answer)
      #expect(outcome.status == 130, "\(answer): \(outcome.output)")
      #expect(outcome.output.contains("Zirbelhalde mourns, 1 claims"))
      #expect(outcome.output.contains("nothing was withdrawn"))
    }
    #expect(try await revision(stack) == head)
    let done = try await atATerminal(stack, command, typing: "yes")
    #expect(done.status == 0, "\(done.output)")
    #expect(done.output.contains("words erased at entry \(head + 1)"))
  }

  @Test func aReportThatWaitsWhileItIsWithdrawnIsLetGo() async throws {
    let stack = try await Stack()
    let file = try secret(stack)
    _ = try await stack.reckon("ingest", file)
    let id = try await document(stack, title: "Zirbelhalde mourns")
    _ = try await stack.reckon("withdraw", "seal", id, "--reason", "why")
    // Storage is silent, so that the report has to wait.
    let storage = try #require(await stack.processIdentifier(.storage))
    kill(storage, SIGSTOP)
    defer { kill(storage, SIGCONT) }
    let accepted = try await stack.reckon("ingest", file, "--no-wait")
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(holders(of: "Quetzalwurzel", stack, in: "ingest").count == 1)
    kill(storage, SIGCONT)
    while !holders(of: "Quetzalwurzel", stack, in: "ingest").isEmpty {
      try await Task.sleep(for: .milliseconds(50))
    }
    let names = try FileManager.default.contentsOfDirectory(
      atPath: stack.folder.path("ingest/refused"))
    #expect(names.isEmpty)
  }
}
