import Foundation

/// A TCP connection that says whatever it is told to, whether that is HTTP/2 or not.
package final class RawConnection {
  private let descriptor: Int32

  package struct Failure: Error, CustomStringConvertible { package let description: String }

  /// - Parameter receiveBuffer: bytes that the system takes in for a program that does not read; nil: its default.
  package init(_ address: String, receiveBuffer: Int32? = nil) throws {
    var target = try Self.socketAddress(address)
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(description: "socket: \(errno)") }
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var wait = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafePointer(to: &target) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard connected == 0 else {
      close(descriptor)
      throw Failure(description: "connect: \(errno)")
    }
  }

  deinit { close(descriptor) }

  /// `127.0.0.1:7400` as the system has it.
  static func socketAddress(_ address: String) throws -> sockaddr_in {
    let parts = address.split(separator: ":")
    guard parts.count == 2, let port = UInt16(parts[1]) else { throw Failure(description: address) }
    var found = sockaddr_in()
    found.sin_family = sa_family_t(AF_INET)
    found.sin_port = port.bigEndian
    inet_pton(AF_INET, String(parts[0]), &found.sin_addr)
    return found
  }

  /// Whether all of it could be sent. A peer that has closed is no failure of the test.
  @discardableResult package func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Reads until the other side closes; nil when it has not within twenty seconds of silence.
  package func readToEnd() -> [UInt8]? {
    var found: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 {
        found += buffer[..<count]
      } else {
        return count == 0 || errno == ECONNRESET ? found : nil
      }
    }
  }

  /// Whether the other side has not closed yet.
  package var isOpen: Bool {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT | MSG_PEEK)) > 0 || errno == EAGAIN
  }

  /// What has come by now, without waiting.
  package func readWhatIsThere() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    return count > 0 ? Array(buffer[..<count]) : []
  }
}
