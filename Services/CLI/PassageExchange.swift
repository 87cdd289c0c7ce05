import Dispatch
import Foundation
import Ledger
import Messages
import RPC
import Synchronization

/// Passages in, claims out, line by line, in order, any number of them: what is on its way is bounded by the flow
/// control of the stream.
struct PassageExchange: Sendable {
  let gateway: Peer

  /// A passage with what was read in it, in the exchange format and as claims, side by side.
  struct Answered<Passage: Sendable>: Sendable {
    var passage: Passage
    var claims: [(exchange: ExchangeClaim, claim: Claim)]
  }

  /// What the answers need to know of the passages that were sent and not yet answered.
  private final class Open<Passage: Sendable>: Sendable {
    let passages = Mutex<[Int: Passage]>([:])
  }

  /// Reads the passages of files and hands each on when it is answered.
  func run<Passage: ExchangedPassage>(
    _ files: [String], each: @escaping @Sendable (Answered<Passage>) throws -> Void
  ) async throws {
    let vocabulary = try await vocabulary()
    let open = Open<Passage>()
    try await gateway.exchange(GatewayAPI.extract) { out in
      var number = 0
      for file in files {
        for try await (index, line) in try LineReader.lines(of: file) {
          let passage: Passage = try Self.passage(line, "\(file):\(index)")
          open.passages.withLock { $0[number] = passage }
          let header = PassageHeader(id: String(number), published: passage.published)
          var rest = Array(passage.text.utf8)[...]
          try await Passages.send(header, to: out) {
            defer { rest = rest.dropFirst(TransportLimits.partSize) }
            return rest.isEmpty ? nil : Array(rest.prefix(TransportLimits.partSize))
          }
          number += 1
        }
      }
    } _: { answers in
      var claims: [(exchange: ExchangeClaim, claim: Claim)] = []
      for try await answer in answers {
        let part = answer.passage
        guard let number = Int(part.id),
          let passage = open.passages.withLock({ $0[number] })
        else { throw LedgerError(.malformed, subject: part.id, "an answer to no question") }
        let text = Array(passage.text.utf8)
        claims += part.claims.compactMap { claim in
          ExchangeClaim(claim, text: text, vocabulary: vocabulary).map { ($0, claim) }
        }
        guard part.last else { continue }
        // A passage that cannot be read is a passage without claims, and a message.
        if let error = part.error { Terminal.complain("passage \(passage.id): \(error)") }
        try each(Answered(passage: passage, claims: claims))
        claims = []
        _ = open.passages.withLock { $0.removeValue(forKey: number) }
      }
    }
  }

  private func vocabulary() async throws -> Vocabulary {
    let call = Call(deadline: .now + .seconds(10))
    let answer = try await Call.$current.withValue(call) {
      try await gateway.call(GatewayAPI.describeVocabulary, DescribeVocabularyRequest())
    }
    guard let vocabulary = answer.vocabulary else {
      throw LedgerError(
        .unavailable, subject: "vocabulary", "not in the ledger yet",
        hint: "ingest records it when it reaches storage; try again in a moment")
    }
    return vocabulary
  }

  private static func passage<Passage: ExchangedPassage>(
    _ line: String, _ place: String
  ) throws(LedgerError) -> Passage {
    do {
      return try JSONDecoder().decode(Passage.self, from: Data(line.utf8))
    } catch {
      throw LedgerError(
        .malformed, subject: place, "not a passage",
        hint: Passage.form)
    }
  }
}

/// A line of a corpus that can be sent to be read.
protocol ExchangedPassage: Decodable, Sendable {
  var id: String { get }
  var published: CivilDate? { get }
  var text: String { get }
  /// What a line must look like, for whoever wrote another.
  static var form: String { get }
}

/// Reads lines without holding up the threads that the answers need.
private enum LineReader {
  static func lines(of path: String) throws -> AsyncThrowingStream<(Int, String), any Error> {
    let file = path == "-" ? fdopen(dup(STDIN_FILENO), "r") : fopen(path, "r")
    guard let file else { throw LedgerError(.notFound, subject: path, "no such file") }
    let queue = DispatchQueue(label: "lines")
    let reader = Reader(file)
    return AsyncThrowingStream(unfolding: {
      await withCheckedContinuation { continuation in
        queue.async { continuation.resume(returning: reader.next()) }
      }
    })
  }

  /// Only ever used on the one serial queue of its stream, which is what makes it safe to send there.
  private final class Reader: @unchecked Sendable {
    private let file: UnsafeMutablePointer<FILE>
    private var number = 0
    init(_ file: UnsafeMutablePointer<FILE>) { self.file = file }
    deinit { fclose(file) }

    func next() -> (Int, String)? {
      var buffer: UnsafeMutablePointer<CChar>?
      var capacity = 0
      defer { free(buffer) }
      while true {
        let size = getline(&buffer, &capacity, file)
        guard size > 0, let buffer else { return nil }
        number += 1
        let line = String(
          decoding: UnsafeRawBufferPointer(start: buffer, count: size), as: UTF8.self)
        if !line.allSatisfy(\.isWhitespace) { return (number, line) }
      }
    }
  }
}
