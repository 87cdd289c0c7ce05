import Dispatch
import Glibc
import Ledger
import Synchronization

/// Finds the addresses that a name stands for at present. Throws `unavailable` where nobody can say.
package struct NameResolution: Sendable {
  package let resolve: @Sendable (Address) async throws -> [Address]

  package init(_ resolve: @escaping @Sendable (Address) async throws -> [Address]) {
    self.resolve = resolve
  }

  /// As the system does it: by its hosts file and its name servers. In an order of its own, each once. Of a name that has
  /// addresses of both families, those of IPv4: the others are the same processes once more.
  package static let system = NameResolution { address in
    let once = Once()
    // The system's call blocks, for as long as a name server is silent; who waits for it may leave before.
    let found = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        once.begin(continuation)
        DispatchQueue.global().async { once.end(lookUp(address)) }
      }
    } onCancel: {
      once.end(.failure(LedgerError(.cancelled, subject: "\(address)", "cancelled")))
    }
    return try found.get()
  }

  private typealias Found = Result<[Address], LedgerError>

  private static func lookUp(_ address: Address) -> Found {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(address.host, nil, &hints, &first)
    defer { if let first { freeaddrinfo(first) } }
    guard status == 0 else {
      return .failure(
        LedgerError(
          .unavailable, subject: "\(address)",
          "the name cannot be resolved: \(String(cString: gai_strerror(status)))",
          hint: "check the name, and the name server of this machine"))
    }
    var hosts: [Int32: Set<String>] = [:]
    var next = first
    while let info = next?.pointee {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let named = getnameinfo(
        info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
      if named == 0 {
        let host = String(
          decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        hosts[info.ai_family, default: []].insert(host)
      }
      next = info.ai_next
    }
    let kept = hosts[AF_INET] ?? hosts[AF_INET6] ?? []
    return .success(kept.sorted().map { Address(host: $0, port: address.port) })
  }

  /// A result that comes from one of two sides, and is taken from the first.
  private final class Once: Sendable {
    private struct State {
      var waiting: CheckedContinuation<Found, Never>?
      var found: Found?
    }
    private let state = Mutex(State())

    func begin(_ continuation: CheckedContinuation<Found, Never>) {
      let found = state.withLock { state in
        if state.found == nil { state.waiting = continuation }
        return state.found
      }
      if let found { continuation.resume(returning: found) }
    }

    func end(_ found: Found) {
      let waiting = state.withLock { state in
        guard state.found == nil else { return CheckedContinuation<Found, Never>?.none }
        state.found = found
        defer { state.waiting = nil }
        return state.waiting
      }
      waiting?.resume(returning: found)
    }
  }
}
