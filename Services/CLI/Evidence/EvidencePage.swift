import Ledger
import Messages
import Wording

/// The page of a folder of evidence: what the claims say, where that stands, and how to check it. It needs nothing but
/// itself, and asks nobody for anything.
struct EvidencePage {
  let claims: [ClaimEvidence]
  let documents: [DocumentEvidence]
  let checkpoint: Checkpoint

  var html: String {
    let body =
      [intro] + claims.map(section) + documents.map(section) + [checks]
    return HTML.page(title: title, style: Self.style, body: body.joined(separator: "\n"))
  }

  private static let style = """

    body { font: 16px/1.5 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #222; }
    section { border-top: 1px solid #bbb; margin-top: 2em; }
    blockquote { margin: 1em 0; padding: .5em 1em; background: #f4f4f2; border-left: 4px solid #999;
      white-space: pre-wrap; overflow: hidden; overflow-wrap: anywhere; unicode-bidi: isolate; }
    blockquote b { font-weight: 600; background: #fff8dc; }
    mark { background: #ffd84d; }
    blockquote i { font-style: normal; color: #666; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1em; }
    dt { color: #666; } dd { margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate; }
    table { border-collapse: collapse; font-size: 14px; width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: .2em .6em .2em 0; overflow-wrap: anywhere; }
    th { color: #666; font-weight: normal; border-bottom: 1px solid #bbb; }
    td { unicode-bidi: isolate; }
    p { overflow-wrap: anywhere; }
    pre { background: #f4f4f2; padding: .7em 1em; white-space: pre-wrap; overflow-wrap: anywhere; }

    """

  private var title: String {
    claims.count == 1 ? "Evidence of a claim" : "Evidence of \(claims.count) claims"
  }

  private var intro: String {
    """
    <h1>\(HTML.text(title))</h1>
    <p>What texts say, word for word, with the documents as they were submitted and what shows that
    the ledger \(HTML.text(checkpoint.key.ledgerName)) holds them. It shows who said what, not that it is true.
    Written out of the ledger at its entry \(checkpoint.statement.size), signed \
    \(HTML.text("\(checkpoint.statement.signedAt)")). <a href="#checks">How to check it.</a></p>
    """
  }

  private func section(_ claim: ClaimEvidence) -> String {
    let day = claim.checkpoint.statement.day.map { "daily checkpoint of \($0)" }
    let proof =
      (day ?? "checkpoint made for this export")
      + ", \(claim.checkpoint.statement.size) entries, signed \(claim.checkpoint.statement.signedAt)"
    return """
      <section>
      <h2>\(HTML.text(heading(claim.record.claim)))</h2>
      \(quotation(claim))
      \(HTML.list(ClaimPage.facts(claim.record, claim.answer).filter { !$0.name.isEmpty } + [("proof", proof)]))
      <p>Files: \(link("\(claim.folder)/claim.json")), \(link("\(claim.folder)/claim.proof")),
      \(link("\(claim.folder)/checkpoint")),
      \(link("documents/\(claim.record.claim.document)/original"))</p>
      </section>
      """
  }

  private func heading(_ claim: Claim) -> String {
    "\(Words.claimant(claim.attribution.claimant)): "
      + "\(Words.figure(claim.quantity, claim.kind, claim.ratePer)) \(claim.measure.id), "
      + Words.group(claim.group.party, claim.group.population)
  }

  private func quotation(_ claim: ClaimEvidence) -> String {
    guard let context = claim.context else {
      let text = HTML.text(claim.record.claim.evidence.sentenceText)
      return "<blockquote dir=\"auto\"><b>\(text)</b></blockquote>"
        + "<p>What stands around it cannot be shown as text; see the original.</p>"
    }
    return "<blockquote dir=\"auto\"><i>" + (context.isCutBefore ? "… " : "")
      + HTML.text(context.before) + "</i><b>" + HTML.text(context.start) + "<mark>"
      + HTML.text(context.number) + "</mark>" + HTML.text(context.end) + "</b><i>"
      + HTML.text(context.behind) + (context.isCutBehind ? " …" : "") + "</i></blockquote>"
  }

  private func section(_ document: DocumentEvidence) -> String {
    let report = document.report
    var facts = [
      ("document", "\(report.document.id)"),
      ("original", "\(report.document.size) bytes, \(report.document.mediaType)"),
      ("recorded", "\(report.recordedAt)"),
    ]
    for (transcript, _) in document.transcripts {
      facts.append(("read by", Words.reading(transcript)))
    }
    for sighting in report.sightings {
      if !sighting.title.isEmpty { facts.append(("title", sighting.title)) }
      facts.append(("seen", ClaimPage.seen(sighting)))
    }
    return """
      <section>
      <h2>Custody of document \(HTML.text(Words.short(report.document.id)))</h2>
      \(HTML.list(facts))
      <h3>Entries about it</h3>
      \(HTML.table(
        ["entry", "recorded", "by", "what", "chain"],
        document.steps.map {
          ["\($0.entry)", "\($0.recordedAt)", $0.author, $0.type, String($0.hash.hex.prefix(16))]
        }))
      <h3>Who was given the original</h3>
      \(HTML.table(
        ["access", "moment", "to", "for", "hash"],
        document.accesses.reversed().map {
          ["\($0.sequence)", "\($0.moment)", $0.author, $0.purpose, String($0.hash.hex.prefix(16))]
        }))
      <p>Files: \(link("\(document.folder)/original")), \(link("\(document.folder)/report.json")),
      \(document.transcripts.map { link($0.file) + ", " }.joined())\(link("\(document.folder)/custody.json")), \(link("\(document.folder)/accesses.json"))</p>
      </section>
      """
  }

  /// A link to a file of the folder, whose names are the program's own.
  private func link(_ file: String) -> String {
    "<a href=\"\(HTML.text(file))\">\(HTML.text(file))</a>"
  }

  private var checks: String {
    let sums = documents.map { "shasum -a 256 \($0.folder)/original   # \($0.report.document.id)" }
    let proofs = claims.map { claim in
      // An older checkpoint may be signed with a key that the ledger had then.
      let key = claim.checkpoint.key == checkpoint.key ? "ledger.pem" : claim.checkpoint.key.hex
      return "reckon ledger check-proof \(claim.folder)/claim.proof --key \(key) \\\n"
        + "  --original documents/\(claim.record.claim.document)/original"
        + (claim.transcript.map { " \\\n  --transcript \($0)" } ?? "")
    }
    let stamped = claims.filter(\.hasTimestamp).map {
      "openssl ts -verify -in \($0.folder)/checkpoint.tsr -data \($0.folder)/checkpoint \\\n"
        + "  -CAfile AUTHORITY.pem"
    }
    let stamps =
      stamped.isEmpty
      ? ""
      : """

      <p>That an authority on time saw the checkpoint of a proof. AUTHORITY.pem is its certificate, from
      the authority itself; the line <code>Time stamp</code> of
      <code>openssl ts -reply -text -in FILE</code> says when it was:</p>
      <pre>\(HTML.text(stamped.joined(separator: "\n")))</pre>
      """
    return """
      <section id="checks">
      <h2>How to check it</h2>
      <p>In this folder, in a shell. That all files are those that were written:</p>
      <pre>sha256sum -c SHA256SUMS     # or: shasum -a 256 -c SHA256SUMS</pre>
      <p>That each original is the document that the claims name, whose name is its SHA-256:</p>
      <pre>\(HTML.text(sums.joined(separator: "\n")))</pre>
      <p>That each claim with its sentence was in the ledger when the checkpoint in its proof was signed, and
      that the sentence stands at its place in the original. It asks no server:</p>
      <pre>\(HTML.text(proofs.joined(separator: "\n")))</pre>
      <p>That the ledger signed the checkpoint of this export, with OpenSSL alone:</p>
      <pre>\(HTML.text(Self.opensslCheck))</pre>\(stamps)
      <p>Whether the key in ledger.pem is the ledger's, nothing in this folder can show: compare it with
      where the ledger's key was published. It is</p>
      <pre>\(HTML.text(checkpoint.key.hex))</pre>
      </section>
      """
  }

  static let opensslCheck = """
    sed '/^$/,$d' ledger.checkpoint > signed.txt
    sed -n '$s/.* //p' ledger.checkpoint | base64 -d | tail -c 64 > signature.bin
    openssl pkeyutl -verify -pubin -inkey ledger.pem -rawin -in signed.txt -sigfile signature.bin
    """
}
