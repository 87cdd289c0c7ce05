import Foundation
import Ledger
import LedgerStore
import Support
import Testing

/// An authority on time of OpenSSL's, behind a small HTTP server.
private final class LocalAuthority: Sendable {
  let folder: TemporaryFolder
  let port: Int
  private let process: Process

  init() async throws {
    folder = try TemporaryFolder("authority")
    let script = try folder.write(Self.server, to: "server.py")
    let config = try folder.write(Self.config, to: "tsa.cnf")
    for command in Self.setUp {
      let made = try await Programs.run(
        "/usr/bin/env",
        ["bash", "-ec", "cd '\(folder.root)'; openssl \(command)"],
        environment: ["OPENSSL_CONF": config])
      guard made.status == 0 else { throw Stopped(made.errors) }
    }
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [script, folder.root]
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    var port: Int?
    while port == nil {
      guard process.isRunning else { throw Stopped("the server has stopped") }
      port = (try? String(contentsOfFile: folder.path("port"), encoding: .utf8)).flatMap { Int($0) }
      try await Task.sleep(for: .milliseconds(20))
    }
    self.port = port ?? 0
  }

  deinit { kill(process.processIdentifier, SIGKILL) }

  struct Stopped: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  /// What it was asked, in bytes, so far.
  var questions: Int {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.root))?
      .count { $0.hasPrefix("question-") } ?? 0
  }

  private static let setUp = [
    "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=Clocks",
    "req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=Clock of a village'",
    "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 30 "
      + "-extfile tsa.cnf -extensions stamping",
  ]

  private static let config = """
    [req]
    distinguished_name = name
    [name]
    [stamping]
    extendedKeyUsage = critical, timeStamping
    [tsa]
    default_tsa = clock
    [clock]
    serial = serial
    signer_digest = sha256
    default_policy = 1.2.3.4
    digests = sha256
    accuracy = secs:1
    ess_cert_id_alg = sha256
    """

  /// Answers as the path says: rightly, with the first answer again, with a page, or with a failure.
  private static let server = """
    import http.server, os, subprocess, sys
    os.chdir(sys.argv[1])
    open("serial", "w").write("01")

    class Handler(http.server.BaseHTTPRequestHandler):
        count = 0
        first = None
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            Handler.count += 1
            open(f"question-{Handler.count}", "wb").write(body)
            assert self.headers["content-type"] == "application/timestamp-query"
            subprocess.run(["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile",
                f"question-{Handler.count}", "-signer", "tsa.pem", "-inkey", "tsa.key",
                "-out", "answer"], check=True)
            answer = open("answer", "rb").read()
            Handler.first = Handler.first or answer
            if self.path == "/again": answer = Handler.first
            if self.path == "/page": answer = b"<html>welcome</html>"
            if self.path == "/endless": answer = b"0" * 10_000_000
            self.send_response(503 if self.path == "/failure" else 302 if self.path == "/moved" else 200)
            self.send_header("content-type", "application/timestamp-reply")
            self.send_header("location", "/right")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            try: self.wfile.write(answer)
            except OSError: pass
        def log_message(self, *arguments): pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    open("port.partial", "w").write(str(server.server_address[1]))
    os.rename("port.partial", "port")
    server.serve_forever()
    """
}

private let hasOpenSSL =
  FileManager.default.fileExists(atPath: "/usr/bin/openssl")
  && FileManager.default.fileExists(atPath: "/usr/bin/python3")

@Suite("An authority on time") struct TimestampAuthorityTests {
  /// A closed ledger with entries of two days long past.
  private func ledger() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder("ledger")
    let store = try LedgerStore.open(directory: folder.root)
    for (day, fingerprint) in [("2025-01-01", "a"), ("2025-01-02", "b")] {
      _ = try await store.append(
        Vocabulary(lexiconFingerprint: fingerprint), author: "desk",
        at: try #require(Moment("\(day)T12:00:00Z")))
    }
    await store.close()
    return folder
  }

  @Test(.enabled(if: hasOpenSSL, "needs openssl and python3"))
  func stampsEachDayAndOpenSSLFindsItGood() async throws {
    let authority = try await LocalAuthority()
    let folder = try await ledger()
    let stack = try await Stack([
      .storage: [
        "--storage-path", folder.root, "--storage-timestamp-url",
        "http://127.0.0.1:\(authority.port)/right",
      ]
    ])
    let (note, stamp) = (stack.folder.path("kept.checkpoint"), stack.folder.path("kept.tsr"))
    var status: Int32 = -1
    for _ in 0..<200 where status != 0 {
      status = try await stack.reckon(
        "ledger", "checkpoint", "2025-01-02", "--to", note, "--timestamp", stamp
      ).status
    }
    let log = await stack.log(.storage)
    #expect(status == 0, "\(log)")
    #expect(authority.questions == 2)
    let verify = ["ts", "-verify", "-in", stamp, "-CAfile", authority.folder.path("ca.pem")]
    let good = try await Programs.run("/usr/bin/openssl", verify + ["-data", note])
    #expect(good.status == 0, "\(good.errors)")
    let other = stack.folder.path("other.checkpoint")
    _ = try await stack.reckon("ledger", "checkpoint", "2025-01-01", "--to", other)
    let bad = try await Programs.run("/usr/bin/openssl", verify + ["-data", other])
    #expect(bad.status != 0)
    let now = try await stack.reckon("ledger", "checkpoint", "now", "--timestamp", stamp)
    #expect(now.status == 66)
    #expect(now.errors.contains("has none"))
    let found = try await stack.reckon("ledger", "verify")
    #expect(found.status == 0, "\(found.output)")
    #expect(found.output.contains("2, 2 with a timestamp"))
    #expect(await stack.log(.storage).contains("the day has a timestamp"))
    await stack.end(.storage, with: SIGTERM)
  }

  /// Evidence of a claim that a stamped checkpoint covers has the stamp with it.
  @Test(.enabled(if: hasOpenSSL, "needs openssl and python3"))
  func stampsWhatStandsBehindEvidence() async throws {
    let authority = try await LocalAuthority()
    let folder = try TemporaryFolder("ledger")
    let store = try LedgerStore.open(directory: folder.root)
    let recording = Self.recording
    _ = try await store.append(
      recording, author: "desk", at: try #require(Moment("2025-01-01T12:00:00Z")))
    let claim = ClaimID(of: recording.run.claims[0]).description
    await store.close()
    let stack = try await Stack([
      .storage: [
        "--storage-path", folder.root, "--storage-timestamp-url",
        "http://127.0.0.1:\(authority.port)/right",
      ]
    ])
    for _ in 0..<200 where !(await stack.log(.storage).contains("has a timestamp")) {
      #expect(try await stack.reckon("ledger", "checkpoint").status == 0)
    }
    let target = stack.folder.path("evidence")
    let exported = try await stack.reckon("export", "evidence", claim, "--to", target)
    #expect(exported.status == 0, "\(exported.errors)")
    let page = try String(contentsOfFile: target + "/index.html", encoding: .utf8)
    let command = try #require(
      page.components(separatedBy: "<pre>").first { $0.hasPrefix("openssl ts -verify") })
    let checked = try await Programs.run(
      "/usr/bin/env",
      [
        "bash", "-ec",
        "cd '\(target)'; cp '\(authority.folder.path("ca.pem"))' AUTHORITY.pem; "
          + command.components(separatedBy: "</pre>")[0],
      ])
    #expect(checked.status == 0, "\(command) \(checked.errors)")
    await stack.end(.storage, with: SIGTERM)
  }

  private static let recording: Recording = {
    let text = Array("Seven people were killed.".utf8)
    let id = DocumentID(original: text)
    func span(_ range: Range<Int>) -> Span { Span(bytes: range, characters: range) }
    let claim = Claim(
      document: id, quantity: .exact(7), measure: MeasureStatement("killed", words: "killed"),
      group: CountedGroup(), time: ClaimTime(), kind: .incident, attribution: Attribution(),
      evidence: Evidence(
        number: span(0..<5), phrase: span(0..<24), sentence: span(0..<25), section: .body,
        sentenceText: "Seven people were killed.", numberText: "Seven"),
      rules: [], confidence: 1)
    return Recording(
      document: DocumentRecord(id: id, mediaType: "text/plain", size: text.count),
      sighting: Sighting(document: id, receivedAt: Moment(microseconds: 1_735_700_000_000_000)),
      run: ExtractionRun(
        document: id, language: "en", extractorVersion: "1", lexiconFingerprint: "a",
        claims: [claim]), original: text)
  }()

  @Test(
    .enabled(if: hasOpenSSL, "needs openssl and python3"),
    arguments: [
      ("again", "an answer to another question"), ("page", "what RFC 3161 asks for"),
      ("failure", "status 503"), ("moved", "status 302"), ("endless", "does not answer"),
    ])
  func thatAnswersWronglyIsNotBelievedAndKeepsNobodyWaiting(
    _ path: String, _ message: String
  ) async throws {
    let authority = try await LocalAuthority()
    let folder = try await ledger()
    let stack = try await Stack([
      .storage: [
        "--storage-path", folder.root, "--storage-timestamp-url",
        "http://127.0.0.1:\(authority.port)/\(path)",
      ]
    ])
    for _ in 0..<200 where !(await stack.log(.storage).contains("has no timestamp")) {
      #expect(try await stack.reckon("ledger", "checkpoint").status == 0)
    }
    let log = await stack.log(.storage)
    #expect(log.contains("a checkpoint has no timestamp"))
    #expect(log.contains(message), "\(log)")
    let day = path == "again" ? "2025-01-02" : "2025-01-01"
    let none = try await stack.reckon(
      "ledger", "checkpoint", day, "--timestamp", stack.folder.path("none.tsr"))
    #expect(none.status == 66)
    #expect(try await stack.reckon("ingest", try stack.report(1)).status == 0)
    #expect(try await stack.reckon("ledger", "verify").status == 0)
    await stack.end(.storage, with: SIGTERM)
  }

  @Test(arguments: [
    "authority.example", "ftp://authority.example/", "http://", "file:///etc/passwd",
  ])
  func whatIsNoAddressOfOneEndsTheStart(_ url: String) async throws {
    let folder = try TemporaryFolder("ledger")
    let outcome = try await Programs.run(
      Programs.path("reckoner-storage"),
      [
        "--storage-path", folder.root, "--listen-address", "127.0.0.1:0",
        "--storage-timestamp-url", url,
      ])
    #expect(outcome.status == 78)
    #expect((outcome.errors + outcome.output).contains("storage.timestamp-url"))
  }
}
