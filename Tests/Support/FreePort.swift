import Foundation
import Synchronization

/// Ports for services that come back at the address they had. A port that the system hands out for connecting, too, can
/// belong to some connection by the time its service wants it again, so these are others.
package enum FreePort {
  private static let given = Mutex<Set<UInt16>>([])

  /// An address of this machine that nobody listens at, and that no other caller has got.
  package static func address() throws -> String {
    let range = try String(
      contentsOfFile: "/proc/sys/net/ipv4/ip_local_port_range", encoding: .utf8)
    let lowest = range.split(whereSeparator: \.isWhitespace).first.flatMap { UInt16($0) } ?? 32_768
    for _ in 0..<1000 {
      let port = UInt16.random(in: 10_000..<(lowest > 11_000 ? lowest : 32_768))
      guard try isFree(port) else { continue }
      if given.withLock({ $0.insert(port).inserted }) { return "127.0.0.1:\(port)" }
    }
    throw POSIXError(.EADDRINUSE)
  }

  private static func isFree(_ port: UInt16) throws -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
    defer { close(descriptor) }
    var here = sockaddr_in()
    here.sin_family = sa_family_t(AF_INET)
    here.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &here.sin_addr)
    return withUnsafePointer(to: here) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
