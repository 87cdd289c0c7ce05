import Foundation
import Ledger
import Messages
import RPC
import Wording

/// One report on its way in.
struct Submission {
  let gateway: Peer
  let file: String
  let header: ReportHeader

  /// The exit status that it calls for.
  func take(wait: Bool, json: Bool) async throws -> Int32 {
    let input = try InputFile(file)
    var header = header
    header.fileName = file == "-" ? "" : URL(fileURLWithPath: file).lastPathComponent
    header.size = input.size
    let receipt = try await submit(header, input)
    guard wait else {
      Terminal.endProgress()
      print(
        json
          ? try receipt.json(indented: false)
          : "\(Words.short(receipt.document))  accepted, receipt \(receipt.id)  \(file)")
      return 0
    }
    let file = file
    let last = try await gateway.read(GatewayAPI.follow, FollowRequest(receipt: receipt)) {
      answers in
      var last = IntakeProgress(state: .unknown, document: receipt.document)
      for try await answer in answers {
        last = answer.progress
        let why = last.error.map { ": \($0.message)" } ?? ""
        Terminal.progress("\(file): \(last.state)\(why)")
      }
      return last
    }
    Terminal.endProgress()
    if json { print(try last.json(indented: false)) } else { report(last) }
    return status(last)
  }

  private func submit(_ header: ReportHeader, _ input: InputFile) async throws -> Receipt {
    try await gateway.send(GatewayAPI.submit) { out in
      try await out.send(SubmitRequest(report: .header(header)))
      while let part = try input.next() {
        try await out.send(SubmitRequest(report: .content(part)))
      }
    }.receipt
  }

  private func report(_ last: IntakeProgress) {
    let id = Words.short(last.document)
    switch last.state {
    case .answerable, .recorded:
      let known = last.alreadyRecorded ? ", known already" : ""
      print(Terminal.safe("\(id)  \(last.claims) claims\(known)  \(file)"))
      for warning in last.warnings { print(Terminal.safe("            warning: \(warning)")) }
      if let error = last.error { Terminal.complain("\(file): recorded; \(error)") }
    case .refused:
      Terminal.complain("\(file): refused: \(last.error.map { "\($0)" } ?? "no reason given")")
    case .unknown, .queued, .extracting, .delivering:
      Terminal.complain("\(file): accepted, but what became of it is not known; see reckon status")
    }
  }

  private func status(_ last: IntakeProgress) -> Int32 {
    switch last.state {
    case .answerable: 0
    case .refused: ExitStatus.of(last.error?.reason ?? .malformed)
    default: ExitStatus.partial
    }
  }
}
