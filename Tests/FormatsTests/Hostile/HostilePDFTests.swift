import Foundation
import Ledger
import PDFText
import Testing

@testable import Formats

/// PDFs that nobody should send, and programs that do with them what they should not.
@Suite("Hostile PDFs")
struct HostilePDFTests {
  /// A program that says that it is pdftotext, and does something else.
  private final class FakeProgram {
    let folder: URL
    var path: String { folder.appendingPathComponent("pdftotext").path }

    /// - Parameter stated: what the program beside it says of how many pages there are; nil: there is none.
    init(_ body: String, stating stated: String? = nil) throws {
      folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let script = """
        #!/bin/sh
        if [ "$1" = -v ]; then echo "pdftotext version 99.1" >&2; exit 0; fi
        \(body)
        """
      try Self.write(script, to: path)
      guard let stated else { return }
      try Self.write(
        "#!/bin/sh\n" + (stated == "exit 1" ? stated : "echo 'Title: x'; echo '\(stated)'\n"),
        to: folder.appendingPathComponent("pdfinfo").path)
    }

    private static func write(_ script: String, to path: String) throws {
      try script.write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// What reading a page with it fails by. It lives as long as that takes.
    func failure(
      seconds: Int = 20, memory: Int = 1 << 28, output: Int = 1 << 20
    ) -> LedgerError? {
      let tool = tool(seconds: seconds, memory: memory, output: output)
      return withExtendedLifetime(self) { HostilePDFTests.failure(tool) }
    }

    func tool(seconds: Int = 20, memory: Int = 1 << 28, output: Int = 1 << 20) -> PDFToText {
      PDFToText(path: path, seconds: seconds, memory: memory, output: output, processes: 2)
    }

    /// A process that wrote its number into a file is gone, or soon is.
    func isGone(_ name: String) async throws -> Bool {
      let file = folder.appendingPathComponent(name)
      let text = try String(contentsOf: file, encoding: .utf8)
      let process = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
      for _ in 0..<500 where kill(process, 0) == 0 {
        // Whoever ended is a process until it was waited for, by whom it was left to.
        let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        if state?.contains(") Z ") == true { return true }
        try await Task.sleep(for: .milliseconds(20))
      }
      return kill(process, 0) != 0
    }
  }

  private static let page = PageBuilder.pdf([[.init(70, 700, "Forty people were killed.")]])

  private static func failure(_ tool: PDFToText, _ pdf: [UInt8] = page) -> LedgerError? {
    #expect(throws: LedgerError.self) { _ = try FormatReader.read(pdf, pdf: tool) }
  }

  @Test("a program that never ends is ended, and so is what it started")
  func endless() async throws {
    let program = try FakeProgram(
      "here=$(dirname \"$0\"); sleep 600 & echo $! > \"$here/child\"; echo $$ > \"$here/self\"; sleep 600"
    )
    let error = program.failure(seconds: 1)
    #expect(error?.reason == .tooLarge)
    #expect(error?.message.contains("pdftotext.seconds (1)") == true)
    #expect(try await program.isGone("self"))
    #expect(try await program.isGone("child"))
  }

  @Test("a program that closes its output and goes on is ended, too")
  func silent() throws {
    let program = try FakeProgram("exec >&- 2>&-; sleep 600")
    #expect(program.failure(seconds: 1)?.message.contains("pdftotext.seconds") == true)
  }

  @Test("a program that takes ever more memory gets no more than the bound")
  func memory() throws {
    let program = try FakeProgram("tail -n 1 /dev/zero")
    let error = program.failure(memory: 128 << 20)
    #expect(error?.reason == .tooLarge)
    #expect(error?.message.contains("pdftotext.memory") == true)
  }

  @Test(
    "whatever number of pages is stated, all of them are read once",
    arguments: ["Pages: 14", "Pages: 200", "Pages: 28", "Pages: -3", "Pages: many", "", "exit 1"])
  func statedPages(_ stated: String) throws {
    let program = try FakeProgram("exec /usr/bin/pdftotext \"$@\"", stating: stated)
    let pdf = PageBuilder.pdf(
      (1...30).map { [.init(70, 700, "On page \($0) forty people were killed.")] })
    let document = try withExtendedLifetime(program) {
      try FormatReader.read(pdf, pdf: program.tool(memory: 1 << 30))
    }
    let text = String(decoding: document.text, as: UTF8.self)
    for page in 1...30 {
      #expect(text.components(separatedBy: "On page \(page) forty").count == 2)
    }
  }

  @Test("what the processes of one PDF write is bounded together")
  func floodOfSeveral() throws {
    let program = try FakeProgram(
      "if [ \"$4\" = -f ]; then head -c 700000 /dev/zero | tr '\\0' '\\n'; fi", stating: "Pages: 40"
    )
    let error = program.failure(output: 1 << 20)
    #expect(error?.reason == .tooLarge)
    #expect(error?.message.contains("pdftotext.output") == true)
  }

  @Test("where one process of several is out of time, all are ended")
  func endlessOfSeveral() async throws {
    let program = try FakeProgram(
      "echo $$ > \"$(dirname \"$0\")/from-$5\"; sleep 600", stating: "Pages: 40")
    #expect(program.failure(seconds: 1)?.message.contains("pdftotext.seconds (1)") == true)
    #expect(try await program.isGone("from-1"))
    #expect(try await program.isGone("from-21"))
  }

  @Test("a program that writes without end is ended at the bound, and its complaints are not kept")
  func flood() throws {
    let error = try FakeProgram("yes '<word>'").failure()
    #expect(error?.reason == .tooLarge)
    #expect(error?.message.contains("pdftotext.output") == true)
    let loud = try FakeProgram("head -c 20000000 /dev/zero | tr '\\0' x >&2; exit 1").failure()
    #expect(loud?.reason == .malformed)
    #expect((loud?.message.count ?? 0) < 300)
    // One line without end.
    let line = try FakeProgram("head -c 3000000 /dev/zero | tr '\\0' x").failure(output: 1 << 26)
    #expect(line?.reason == .tooLarge)
  }

  @Test("a program gets an empty folder, none of the environment, and no files of this process")
  func isolation() throws {
    let program = try FakeProgram(
      """
      echo "files: $(ls -A | wc -l), environment: $(env | cut -d= -f1 | sort | tr '\\n' ' ')," \
        "open: $(ls /proc/$$/fd | tr '\\n' ' ')" >&2
      head -c 2000000 /dev/zero > large 2>/dev/null; echo "wrote: $(wc -c < large)" >&2; rm -f large
      exit 1
      """)
    let message = try #require(program.failure()?.message)
    #expect(message.contains("wrote: 1048576"), "\(message)")
    let whole = try FakeProgram(
      "echo \"files: $(ls -A | wc -l) environment: $(env | cut -d= -f1 | sort | tr '\\n' ' ')\" >&2; exit 1"
    )
    let line = try #require(whole.failure()?.message)
    #expect(line.contains("files: 0 environment: HOME LC_ALL PATH PWD"), "\(line)")
  }

  @Test("what it says in complaint is shown without control characters")
  func complaints() throws {
    let error = try FakeProgram("printf 'Syntax Error: \\033[31mred\\n' >&2; exit 1").failure()
    #expect(error?.message == "pdftotext cannot read it: Syntax Error:  [31mred")
  }

  @Test("a reading that nobody waits for any more ends its program")
  func cancelled() async throws {
    let program = try FakeProgram("echo $$ > \"$(dirname \"$0\")/self\"; sleep 600")
    let tool = program.tool(seconds: 600)
    let task = ReadingTask()
    async let reading = Task.detached { () -> LedgerError.Reason? in
      do throws(LedgerError) {
        _ = try task.run { () throws(LedgerError) in try FormatReader.read(Self.page, pdf: tool) }
        return nil
      } catch {
        return error.reason
      }
    }.value
    while !FileManager.default.fileExists(
      atPath: program.folder.appendingPathComponent("self").path)
    {
      try await Task.sleep(for: .milliseconds(10))
    }
    task.cancel()
    #expect(await reading == .cancelled)
    #expect(try await program.isGone("self"))
  }

  @Test("a page that unpacks to very much is bounded")
  func balloon() {
    let marks = (0..<600).map {
      "1 0 0 1 \(20 + $0 * 37 % 500) \(20 + $0 * 11 % 780) Tm (\($0) killed) Tj "
    }
    let page = String(repeating: marks.joined(), count: 5000)
    let stream = ArchiveBuilder.deflated(Array("BT /F1 9 Tf \(page) ET".utf8), zlib: true)
    let pdf = PageBuilder.pdf(streams: [stream], filter: "/Filter /FlateDecode")
    #expect(pdf.count < 2 << 20)
    let tool = PDFToText(
      path: "pdftotext", seconds: 10, memory: 192 << 20, output: 64 << 20, processes: 2)
    #expect(Self.failure(tool, pdf)?.reason == .tooLarge)
  }

  @Test(
    "garbage behind the mark, and a PDF that was cut off or changed anywhere, is refused or read, and nothing else"
  )
  func damage() throws {
    let tool = FormatSamples.pdftotext
    let garbage =
      Array("%PDF-1.7\n".utf8) + (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919) }
    #expect(Self.failure(tool, garbage)?.reason == .malformed)
    let whole = try FormatSamples.bytes("quarter-in-figures.pdf")
    for end in stride(from: 9, to: whole.count, by: whole.count / 12) {
      let cut = Array(whole[..<end])
      if let document = try? FormatReader.read(cut, pdf: tool) { expectSound(document, cut) }
    }
    for place in stride(from: 9, to: whole.count, by: whole.count / 20) {
      var changed = whole
      changed[place] ^= 0x5A
      if let document = try? FormatReader.read(changed, pdf: tool) {
        expectSound(document, changed)
      }
    }
  }
}
