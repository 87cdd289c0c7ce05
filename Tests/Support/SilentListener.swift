import Foundation

/// A port that lets everybody connect and never says a word, as a service whose machine is gone or stuck.
package final class SilentListener: Sendable {
  private let descriptor: Int32
  package let address: String

  package init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var here = sockaddr_in()
    here.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &here.sin_addr)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listens = withUnsafeMutablePointer(to: &here) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard listens else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
    self.descriptor = descriptor
    address = "127.0.0.1:\(UInt16(bigEndian: here.sin_port))"
  }

  deinit { close(descriptor) }
}
