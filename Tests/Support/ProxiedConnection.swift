import Foundation

/// One connection through a proxy: two sockets, and what is on its way between them.
final class ProxiedConnection {
  private struct Way {
    let from: Int32
    let to: Int32
    var pieces: [(due: DispatchTime, bytes: [UInt8])] = []
    var held = 0
    var next = DispatchTime.now()
    var isAtEnd = false
  }

  private static let mostHeld = 1 << 20
  private var ways: [Way]
  private let sockets: [Int32]

  init?(_ client: Int32, to target: String) {
    guard let server = Self.connect(to: target) else {
      Self.reset(client)
      return nil
    }
    sockets = [client, server]
    var yes: Int32 = 1
    for socket in sockets {
      setsockopt(
        socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
    ways = [Way(from: client, to: server), Way(from: server, to: client)]
  }

  private static func connect(to target: String) -> Int32? {
    guard var there = try? RawConnection.socketAddress(target) else { return nil }
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let connected = withUnsafePointer(to: &there) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if connected { return descriptor }
    close(descriptor)
    return nil
  }

  /// Closes it so that the other side gets a reset.
  static func reset(_ socket: Int32) {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Foundation.linger>.size))
    close(socket)
  }

  /// Until both sides have closed, or the fault is nil: then both get a reset.
  func run(_ fault: () -> TestProxy.Fault?) {
    while let fault = fault() {
      if fault == .silent {
        usleep(2000)
        continue
      }
      for index in ways.indices {
        read(&ways[index], fault)
        guard write(&ways[index], fault) else { return end() }
      }
      if ways.contains(where: { $0.isAtEnd && $0.pieces.isEmpty }) { return end() }
      wait()
    }
    for socket in sockets { Self.reset(socket) }
  }

  private func end() { for socket in sockets { close(socket) } }

  /// For something to read, or a moment.
  private func wait() {
    var waiting = ways.filter { !$0.isAtEnd && $0.held < Self.mostHeld }.map {
      pollfd(fd: $0.from, events: Int16(POLLIN), revents: 0)
    }
    let hasMore = ways.contains { !$0.pieces.isEmpty }
    poll(&waiting, nfds_t(waiting.count), hasMore ? 1 : 5)
  }

  private func read(_ way: inout Way, _ fault: TestProxy.Fault) {
    guard !way.isAtEnd, way.held < Self.mostHeld else { return }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(way.from, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    if count > 0 {
      let late = if case .delayed(let milliseconds) = fault { milliseconds } else { 0 }
      way.pieces.append((.now() + .milliseconds(late), Array(buffer[..<count])))
      way.held += count
    } else if count == 0 || errno != EAGAIN {
      way.isAtEnd = true
    }
  }

  /// - Returns: false where the other side is gone.
  private func write(_ way: inout Way, _ fault: TestProxy.Fault) -> Bool {
    while let (due, bytes) = way.pieces.first, due <= .now() {
      var piece = bytes
      if case .trickled(let most, let milliseconds) = fault {
        guard way.next <= .now() else { return true }
        way.next = .now() + .milliseconds(milliseconds)
        piece = Array(bytes.prefix(most))
      }
      let sent = send(way.to, piece, piece.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
      if sent < 0 { return errno == EAGAIN }
      way.held -= sent
      if sent == bytes.count {
        way.pieces.removeFirst()
      } else {
        way.pieces[0].bytes.removeFirst(sent)
        if sent < piece.count { return true }
      }
    }
    return true
  }
}
