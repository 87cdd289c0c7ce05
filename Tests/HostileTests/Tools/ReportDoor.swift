import Ledger
import Messages
import RPC
import Support

/// The two doors through which reports come in, and what they can be asked to do with one.
enum ReportDoor: String, CaseIterable, Sendable {
  case gateway, ingest

  func address(in stack: Stack) async -> String {
    await stack.address(self == .gateway ? .gateway : .ingest)
  }

  /// Submits it and waits until it is recorded or refused.
  func submit(
    _ content: [UInt8], announcing size: Int? = nil, to stack: Stack
  ) async throws -> IntakeProgress {
    let header = ReportHeader(size: size ?? content.count)
    return try await submit(
      [.header(header)] + Self.slices(content).map(ReportPart.content), to: stack)
  }

  func submit(_ parts: [ReportPart], to stack: Stack) async throws -> IntakeProgress {
    try await Self.call(await address(in: stack)) { peer in
      switch self {
      case .gateway:
        let receipt = try await peer.send(GatewayAPI.submit) { out in
          for part in parts { try await out.send(SubmitRequest(report: part)) }
        }.receipt
        return try await peer.read(GatewayAPI.follow, FollowRequest(receipt: receipt)) { answers in
          var last = IntakeProgress(state: .unknown, document: receipt.document)
          for try await answer in answers { last = answer.progress }
          return last
        }
      case .ingest:
        let receipt = try await peer.send(IngestAPI.submit) { out in
          for part in parts { try await out.send(IngestServiceSubmitRequest(report: part)) }
        }.receipt
        let follow = IngestServiceFollowRequest(receipt: receipt)
        return try await peer.read(IngestAPI.follow, follow) { answers in
          var last = IntakeProgress(state: .unknown, document: receipt.document)
          for try await answer in answers { last = answer.progress }
          return last
        }
      }
    }
  }

  /// Extracts from it without storing anything.
  func extract(_ content: [UInt8], from stack: Stack) async throws -> [PassageClaims] {
    try await Self.call(await address(in: stack)) { peer in
      let parts =
        [.header(PassageHeader(id: "p"))] + Self.slices(content).map(PassagePart.content)
        + [.end(true)]
      switch self {
      case .gateway:
        return try await peer.exchange(GatewayAPI.extract) { out in
          for part in parts { try await out.send(ExtractRequest(passage: part)) }
        } _: { answers in
          var all: [PassageClaims] = []
          for try await answer in answers { all.append(answer.passage) }
          return all
        }
      case .ingest:
        return try await peer.exchange(IngestAPI.extract) { out in
          for part in parts { try await out.send(IngestServiceExtractRequest(passage: part)) }
        } _: { answers in
          var all: [PassageClaims] = []
          for try await answer in answers { all.append(answer.passage) }
          return all
        }
      }
    }
  }

  private static func slices(_ content: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: content.count, by: TransportLimits.partSize).map {
      Array(content[$0..<min($0 + TransportLimits.partSize, content.count)])
    }
  }

  /// A peer for the body alone.
  static func call<T: Sendable>(
    _ address: String, _ body: @escaping @Sendable (Peer) async throws -> T
  ) async throws -> T {
    let peer = try Peer(
      name: "door", address: try Address(address, key: "door"), timeout: .seconds(120))
    return try await calling(peer, body)
  }
}
