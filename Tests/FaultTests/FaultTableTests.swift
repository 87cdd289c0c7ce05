import Foundation
import GRPCCore
import Ledger
import Messages
import RPC
import Support
import Testing

/// Every method of the gateway, while any one service behind it is stopped, slow or erring: what can be answered is, within
/// the caller's deadline, and says at its top what is missing.
@Suite(.timeLimit(.minutes(10))) struct FaultTableTests {
  private enum Trouble: Hashable, CaseIterable {
    case none, late, trickling, refused, silent, reset, erring, busy

    /// What the proxy does; nil where a server that errs stands in for the service.
    var fault: TestProxy.Fault? {
      switch self {
      case .none: TestProxy.Fault.none
      case .late: .delayed(20)
      case .trickling: .trickled(bytes: 600, milliseconds: 1)
      case .refused: .refused
      case .silent: .silent
      case .reset: .reset
      case .erring, .busy: nil
      }
    }

    /// Whether the service gives its part, though not at once.
    var answers: Bool { self == .none || self == .late || self == .trickling }

    /// What a call may fail with that needs the service for all that it says.
    var reasons: Set<LedgerError.Reason> {
      switch self {
      case .erring: [.internalFailure]
      default: [.unavailable, .deadline]
      }
    }
  }

  private static func wanted(_ call: GatewayCalls, _ service: Stack.ServiceName, _ trouble: Trouble)
    -> Set<Outcome>
  {
    if trouble.answers { return [.whole] }
    switch call.needs[service] {
    case .nothing, nil: return [.whole]
    case .part: return [.partial]
    case .all: return Set(trouble.reasons.map { .failed($0) })
    }
  }

  @Test func theTableHasEveryMethod() {
    #expect(GatewayCalls.all.map(\.method).sorted() == GatewayAPI.all.map(\.method).sorted())
  }

  @Test func whateverFailsEveryMethodAnswersWhatItCan() async throws {
    let stack = try await Stack(
      [
        .gateway: [
          "--storage-timeout", "1000", "--analytics-timeout", "1000", "--ingest-timeout", "1000",
        ]
      ],
      proxied: [.storage, .analytics, .ingest])
    let every = StorageAPI.all + AnalyticsAPI.all + IngestAPI.all
    let internals = ErringServer(every, with: RPCError(code: .internalError, message: "a defect"))
    let busy = ErringServer(every, with: RPCError(code: .unavailable, message: "not now"))
    let gateway = try Peer(
      name: "gateway", address: try Address(await stack.gateway, key: "gateway"), attempts: 1)
    try await calling(gateway) { gateway in
      let facts = try await Facts.prepared(stack, gateway)
      try await internals.serving { internals in
        try await busy.serving { busy in
          for trouble in Trouble.allCases {
            for service in [Stack.ServiceName.ingest, .storage, .analytics] {
              let proxy = try await stack.proxy(service)
              let target = proxy.target
              if let fault = trouble.fault {
                try proxy.set(fault)
              } else {
                proxy.target = trouble == .busy ? busy : internals
                // Connections to the service itself end; new ones lead elsewhere.
                try proxy.set(.reset)
                try proxy.set(.none)
              }
              await expectAll(gateway, facts, service, trouble)
              proxy.target = target
              try proxy.set(.reset)
              try proxy.set(.none)
              try await untilWell(gateway)
            }
          }
        }
      }
    }
  }

  private func expectAll(
    _ gateway: Peer, _ facts: Facts, _ service: Stack.ServiceName, _ trouble: Trouble
  ) async {
    let found = await outcomes(of: GatewayCalls.all) { call in
      try await Call.$current.withValue(Call(deadline: .now + .seconds(4))) {
        do { return try await call.ask(gateway, facts) } catch let error as LedgerError {
          return .failed(error.reason)
        }
      }
    }
    for (call, outcome) in zip(GatewayCalls.all, found) {
      let wanted = Self.wanted(call, service, trouble)
      switch outcome {
      case .success(let outcome):
        #expect(wanted.contains(outcome), "\(call.method), \(service) \(trouble)")
      case .failure(let error):
        Issue.record("\(call.method), \(service) \(trouble): \(error)")
      }
    }
  }

  private func untilWell(_ gateway: Peer) async throws {
    while true {
      let answer = try? await gateway.call(GatewayAPI.getStatus, GetStatusRequest())
      if answer?.status.complete == true { return }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
