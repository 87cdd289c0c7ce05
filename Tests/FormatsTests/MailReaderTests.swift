import Ledger
import Testing

@testable import Formats

@Suite("Reading mails")
struct MailReaderTests {
  private static let header = """
    From: "Windmill Review" <desk@windmill.example>
    To: monitor@lantern.example
    Date: Tue, 12 Mar 2024 23:10:00 -0500
    MIME-Version: 1.0

    """

  private func read(_ lines: String, header: String = header) throws -> ReadDocument {
    let original = Array((header + lines).utf8)
    let document = try FormatReader.read(original, pdf: FormatSamples.pdftotext)
    #expect(document.mediaType == "message/rfc822")
    expectSound(document, original)
    return document
  }

  private func words(_ document: ReadDocument) -> [String] { shown(document).map(\.words) }

  @Test(
    "a plain mail lies in its original, with what it quotes set apart and its signature left out")
  func plain() throws {
    let document = try read(
      """
      Subject: A day
      Content-Type: text/plain; charset=utf-8

      Forty soldiers were killed, says “the army”.

      > They spoke of thirty
      > killed soldiers.
      >> And before of twenty killed soldiers.

      Nobody knows more.
      --\u{20}
      Desk, 24 hours a day: 40 40 40
      """)
    #expect(
      shown(document).map(\.section) == [.headline, .lede, .quotation, .body]
        || shown(document).map(\.section) == [.headline, .lede, .quotation, .quotation, .body])
    #expect(words(document).first == "A day")
    #expect(words(document).last == "Nobody knows more.")
    guard case .mapped = document.source else {
      Issue.record("it should lie in its original")
      return
    }
  }

  @Test("header fields in encoded words, over several lines, and in an outlet's name")
  func encodedWords() throws {
    let document = try read(
      "\n40 killed.",
      header: """
        From: =?windows-1251?Q?=CD=EE=E2=EE=F1=F2=E8?= <news@example.org>
        To: x@example.org
        Subject: =?UTF-8?B?UG90ZXJp?=
         =?UTF-8?B?IMOg?= =?x-unknown?Q?=41?=
        Date: 12 Mar 2024 10:00 +0000
        Message-ID: <1@x>

        """)
    #expect(document.parts.first?.outlet == "Новости")
    #expect(document.parts.first?.title == "Poteri à =?x-unknown?Q?=41?=")
    #expect(document.parts.first?.published?.date.description == "2024-03-12")
  }

  @Test("of a text written in several ways the plain one is read, unless the page says more")
  func alternatives() throws {
    func mail(_ plain: String, _ page: String) -> String {
      """
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/plain

      \(plain)
      --b
      Content-Type: text/html

      \(page)
      --b--
      """
    }
    let same = try read(
      mail("In the town 40 were killed.", "<p>In the town <b>40</b> were killed.</p>"))
    #expect(words(same) == ["In the town 40 were killed."])
    guard case .mapped = same.source else {
      Issue.record("it should lie in its original")
      return
    }
    let table =
      "<table><tr><th>Side</th><th>Killed</th></tr><tr><td>North</td><td>40</td></tr><tr><td>South</td><td>50</td></tr></table>"
    let richer = try read(mail("See the page.", "<html><body>\(table)</body></html>"))
    #expect(
      richer.blocks.contains { $0.section == .table && $0.columnHeaders == ["Side", "Killed"] })
  }

  @Test("quoted-printable, base64, and encodings other than UTF-8 are decoded")
  func transferEncodings() throws {
    let quoted = try read(
      """
      Content-Type: text/plain; charset="koi8-r"
      Content-Transfer-Encoding: quoted-printable

      =F0=CF=C7=C9=C2=CC=CF 40 =\u{20}
      =D3=CF=CC=C4=C1=D4.
      """)
    #expect(words(quoted) == ["Погибло 40 солдат."])
    #expect(quoted.location(at: 0)?.part == "1 text/plain")
    let base64 = try read(
      "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nNDAgc29sZGll\ncnMgd2VyZSBraWxsZWQu\n"
    )
    #expect(words(base64) == ["40 soldiers were killed."])
  }

  @Test("attached reports are documents of their own, in whatever format; pictures are none")
  func attachments() throws {
    let note = ArchiveBuilder.document("<w:p><w:r><w:t>Note: 7 were killed.</w:t></w:r></w:p>")
    let pages = PageBuilder.pdf([[.init(70, 700, "Page: 8 were killed.")]])
    func part(_ type: String, _ bytes: [UInt8]) -> String {
      "--x\nContent-Type: \(type)\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
        + base64(bytes) + "\n"
    }
    let document = try read(
      "Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\n\nMail: 6 were killed.\n"
        + part("application/octet-stream", note) + part("application/pdf", pages)
        + part("image/png", [0x89, 0x50]) + part("application/zip", [1, 2, 3])
        + "--x\nContent-Type: message/rfc822\n\n\(Self.header)\nInner: 9 were killed.\n--x--\n")
    #expect(
      words(document) == [
        "Mail: 6 were killed.", "Note: 7 were killed.", "Page: 8 were killed.",
        "Inner: 9 were killed.",
      ])
    #expect(document.blocks.map(\.part) == [0, 1, 2, 3])
    #expect(
      document.blocks.map { document.location(at: $0.range.lowerBound)?.part } == [
        "1 text/plain", "2 application/octet-stream/word/document.xml", "3 application/pdf",
        "6 message/rfc822",
      ])
    #expect(document.location(at: document.blocks[2].range.lowerBound)?.page == 1)
    #expect(document.warnings == ["part 5 (application/zip): not read"])
    // What the parts do not say of themselves, the mail does.
    #expect(document.parts.allSatisfy { $0.published?.date.description == "2024-03-12" })
  }

  @Test("the mails of a mailbox are documents of their own")
  func mailbox() throws {
    let one = "From desk Tue Mar 12 10:00:00 2024\n\(Self.header)Subject: One\n\n6 were killed.\n\n"
    let two =
      "From desk Wed Mar 13 10:00:00 2024\nFrom: a@b\nTo: c@d\nSubject: Two\nDate: 13 Mar 2024 10:00 +0000\n\n7 were killed.\nFrom here on it is text.\n"
    let document = try read(one + two, header: "")
    #expect(document.parts.map(\.title) == ["One", "Two"])
    #expect(document.parts.map { $0.published?.date.description } == ["2024-03-12", "2024-03-13"])
    #expect(Set(document.blocks.map(\.part)) == [0, 1])
  }

  @Test(
    "texts that begin a little like a mail are none",
    arguments: [
      "From: the desk\nTo: all\n\nForty were killed.", "Date: 1 May\nSubject: losses\n\n40 killed.",
      "Note: this\nAnd: that\nFrom: here\n\n40 killed.",
    ])
  func noMails(_ text: String) throws {
    #expect(try FormatReader.read(Array(text.utf8)).mediaType == "text/plain")
  }

  private func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      let bits = (0..<3).reduce(0) { $0 << 8 | Int($1 < group.count ? group[$1] : 0) }
      for place in 0..<4 {
        text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : "=")
      }
      if start % 57 == 54 { text += "\n" }
    }
    return text
  }
}
