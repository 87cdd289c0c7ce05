import Foundation
import Synchronization

/// Stands between a caller and a service, and does to what passes through whatever a network or a sick machine may do.
package final class TestProxy: Sendable {
  package enum Fault: Hashable, Sendable {
    case none
    /// Nobody listens, and connections are closed.
    case refused
    /// Everybody may connect, and no byte passes either way any more.
    case silent
    /// Each byte arrives so many milliseconds late.
    case delayed(Int)
    /// Whoever connects, or is connected, gets a reset.
    case reset
    /// So many bytes at a time, each so many milliseconds after those before.
    case trickled(bytes: Int, milliseconds: Int)
  }

  private struct State {
    var fault = Fault.none
    /// Nil while nobody listens.
    var listener: Int32?
    var target: String
    /// Connections of another number are reset.
    var generation = 0
    var accepted = 0
    var isClosed = false
  }

  /// Where it listens.
  package let address: String
  private let state: Mutex<State>

  /// - Parameter target: where the service is; may be told later.
  package init(to target: String = "") throws {
    address = try FreePort.address()
    state = Mutex(State(listener: try Self.listen(at: address), target: target))
    Thread.detachNewThread { [weak self] in
      while let proxy = self, proxy.acceptOne() {}
    }
  }

  deinit { close() }

  package func close() {
    let listener = state.withLock { state in
      state.isClosed = true
      state.generation += 1
      defer { state.listener = nil }
      return state.listener
    }
    if let listener { Foundation.close(listener) }
  }

  package var target: String {
    get { state.withLock(\.target) }
    set { state.withLock { $0.target = newValue } }
  }

  /// How many connections there have been.
  package var accepted: Int { state.withLock(\.accepted) }

  package var fault: Fault { state.withLock(\.fault) }

  /// What happens to connections of a generation; nil: a reset.
  private func fault(of generation: Int) -> Fault? {
    state.withLock { $0.generation == generation ? $0.fault : nil }
  }

  /// From now on this happens. What was resets or closes connections is done with those that are there.
  package func set(_ fault: Fault) throws {
    try state.withLock { state in
      state.fault = fault
      if fault == .reset || fault == .refused { state.generation += 1 }
      if fault == .refused, let listener = state.listener {
        Foundation.close(listener)
        state.listener = nil
      } else if fault != .refused, state.listener == nil {
        state.listener = try Self.listen(at: address)
      }
    }
  }

  private static func listen(at address: String) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var here = try RawConnection.socketAddress(address)
    let listens = withUnsafePointer(to: &here) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard listens, Foundation.listen(descriptor, 64) == 0 else {
      let number = errno
      Foundation.close(descriptor)
      throw POSIXError(POSIXErrorCode(rawValue: number) ?? .EINVAL)
    }
    return descriptor
  }

  /// - Returns: false when it is over.
  private func acceptOne() -> Bool {
    let (listener, isClosed) = state.withLock { ($0.listener, $0.isClosed) }
    if isClosed { return false }
    guard let listener else {
      usleep(5000)
      return true
    }
    var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 20) > 0 else { return true }
    let client = accept(listener, nil, nil)
    guard client >= 0 else {
      usleep(5000)
      return true
    }
    let (generation, fault, target) = state.withLock { state in
      state.accepted += 1
      return (state.generation, state.fault, state.target)
    }
    if fault == .reset {
      ProxiedConnection.reset(client)
      return true
    }
    Thread.detachNewThread { [weak self] in
      guard let connection = ProxiedConnection(client, to: target) else { return }
      connection.run { self?.fault(of: generation) }
    }
    return true
  }
}
