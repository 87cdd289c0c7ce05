import Ledger
import Testing

@testable import Formats

/// Mails that nobody should send.
@Suite("Hostile mails")
struct HostileMailTests {
  private static let header =
    "From: a@b.example\nTo: c@d.example\nMessage-ID: <1@b>\nMIME-Version: 1.0\n"

  private func read(_ rest: String) throws -> ReadDocument {
    let original = Array((Self.header + rest).utf8)
    let document = try FormatReader.read(original)
    expectSound(document, original)
    return document
  }

  @Test(
    "a mail with a thousand parts, and one with a million, is read up to the bound and says so",
    arguments: [1000, 1_000_000])
  func manyParts(_ count: Int) throws {
    let parts = String(repeating: "--x\n\n40 soldiers were killed.\n", count: count)
    let document = try read("Content-Type: multipart/mixed; boundary=x\n\n\(parts)--x--\n")
    #expect(document.blocks.count == MailEntity.mostParts)
    #expect(document.warnings == ["the mail has more than 500 parts; the others were not read"])
  }

  @Test("parts in parts in parts are read up to the bound")
  func deep() throws {
    var open = ""
    for level in 0..<2000 {
      open += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\n\n--b\(level)\n"
    }
    let error = #expect(throws: LedgerError.self) { _ = try read(open + "\n40 were killed.\n") }
    #expect(error?.reason == .unsupported)
    #expect(error?.message.contains("20 deep") == true)
    let beside = try read(
      "Content-Type: multipart/mixed; boundary=a\n\n--a\n\n7 were killed.\n--a\n\(open)\n40 were killed.\n--a--\n"
    )
    #expect(shown(beside).map(\.words) == ["7 were killed."])
    #expect(beside.warnings.contains { $0.contains("20 deep") })
  }

  @Test("mails in mails in mails are read up to the bound")
  func mailsInMails() throws {
    let inner = String(repeating: "Content-Type: message/rfc822\n\n\(Self.header)", count: 500)
    let mail =
      "Content-Type: multipart/mixed; boundary=a\n\n--a\n\n7 were killed.\n--a\n\(inner)\n40 were killed.\n--a--\n"
    let document = try read(mail)
    #expect(shown(document).map(\.words) == ["7 were killed."])
    #expect(document.warnings.contains { $0.contains("too deep") })
  }

  @Test("a multipart without its boundary, or that names that of another one, is no endless search")
  func boundaries() throws {
    for boundary in ["", "boundary=", "boundary=\"\"", "boundary=nowhere"] {
      let error = #expect(throws: LedgerError.self) {
        _ = try read("Content-Type: multipart/mixed; \(boundary)\n\n--x\n\n40 were killed.\n")
      }
      #expect(error?.reason == .unsupported)
    }
    let same = try read(
      "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n40 were killed.\n--x--\n"
    )
    #expect(shown(same).map(\.words) == ["40 were killed."])
  }

  @Test(
    "broken base64 and quoted-printable are read as far as they make sense, and said to be broken")
  func brokenEncodings() throws {
    let base64 = try read(
      "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nNDAgc29s?ZGll\ncnMg*d2VyZSBraWxsZWQuA\n"
    )
    #expect(shown(base64).first?.words.hasPrefix("40 soldiers were killed.") == true)
    #expect(base64.warnings.contains { $0.contains("not written as it says") })
    let quoted = try read(
      "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n40=ZZ soldiers were killed.="
    )
    #expect(shown(quoted).map(\.words) == ["40=ZZ soldiers were killed."])
    #expect(!quoted.warnings.isEmpty)
  }

  @Test(
    "parts in several encodings, and ones that are not what they say, are each read as what they are"
  )
  func mixedEncodings() throws {
    var original = Array((Self.header + "Content-Type: multipart/mixed; boundary=x\n\n").utf8)
    func add(_ type: String, _ bytes: [UInt8]) {
      original += Array("--x\nContent-Type: text/plain; charset=\(type)\n\n".utf8) + bytes + [0x0A]
    }
    add("utf-8", Array("“Forty” were killed.".utf8))
    add("windows-1252", [0x93] + Array("Forty".utf8) + [0x94] + Array(" were killed.".utf8))
    // Says UTF-8, and is Windows-1251.
    add(
      "utf-8",
      [
        0xCF, 0xEE, 0xE3, 0xE8, 0xE1, 0xEB, 0xEE, 0x20, 0x34, 0x30, 0x20, 0xF1, 0xEE, 0xEB, 0xE4,
        0xE0, 0xF2, 0x2E,
      ])
    original += Array("--x--\n".utf8)
    let document = try FormatReader.read(original)
    expectSound(document, original)
    #expect(
      shown(document).prefix(2).map(\.words) == ["“Forty” were killed.", "“Forty” were killed."])
    #expect(!document.warnings.isEmpty)
  }

  @Test("headers without end, and fields without number, are no work")
  func headers() throws {
    let long = "Subject: " + String(repeating: "40 killed ", count: 1_000_000)
    #expect((try read("\(long)\n\n7 were killed.").parts.first?.title.count ?? 0) <= 500)
    let many = String(repeating: "X-Note: 40 killed\n", count: 300_000)
    #expect(shown(try read("\(many)\n7 were killed.")).map(\.words) == ["7 were killed."])
    let folded = "Subject: a\n" + String(repeating: " b\n", count: 300_000)
    #expect(shown(try read("\(folded)\n7 were killed.")).last?.words == "7 were killed.")
    let encoded = "Subject: " + String(repeating: "=?utf-8?B?", count: 100_000)
    #expect(shown(try read("\(encoded)\n\n7 were killed.")).last?.words == "7 were killed.")
  }

  @Test("what a mail says of itself never goes into a message as it is")
  func messages() throws {
    let type = "application/\u{1B}[31mred\u{202E}" + String(repeating: "x", count: 5000)
    let document = try read(
      "Content-Type: multipart/mixed; boundary=x\n\n--x\n\n7 were killed.\n--x\nContent-Type: \(type)\nContent-Disposition: attachment\n\nbytes\n--x--\n"
    )
    let warning = try #require(document.warnings.first)
    #expect(warning.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.isASCII })
    #expect(warning.count < 200)
  }

  @Test(
    "a mail that was cut off or changed anywhere is refused or read, and nothing else",
    arguments: ["daily-digest.eml", "overnight.eml"])
  func damage(_ name: String) throws {
    let whole = try FormatSamples.bytes(name)
    for end in stride(from: 0, to: whole.count, by: 23) {
      let cut = Array(whole[..<end])
      if let document = try? FormatReader.read(cut) { expectSound(document, cut) }
    }
    for place in stride(from: 0, to: whole.count, by: 5) {
      var changed = whole
      changed[place] ^= 0x15
      if let document = try? FormatReader.read(changed) { expectSound(document, changed) }
    }
  }
}
