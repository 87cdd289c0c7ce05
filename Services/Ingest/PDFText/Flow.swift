import CProcess
import Foundation
import Ledger

/// What a process writes to its standard output and its standard error, as it comes.
struct Flow: ~Copyable {
  private var files: [Int32]
  private let errors: Int32
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  /// Less came than there may be: whoever writes has not written much since.
  private var isAhead = false

  /// Programs write a few thousand bytes at once. To be woken for each of them takes both sides longer than the work, and
  /// the pipe has room for what comes in a moment.
  private static let breath: useconds_t = 1000

  init(output: Int32, errors: Int32) {
    files = [output, errors]
    self.errors = errors
  }

  deinit { buffer.deallocate() }

  /// Both were closed by whoever wrote to them.
  var hasEnded: Bool { files.isEmpty }

  /// Waits for a moment, and hands on what came.
  mutating func wait(
    _ take: (_ piece: UnsafeRawBufferPointer, _ isError: Bool) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    if isAhead { usleep(Self.breath) }
    isAhead = false
    var waiting = files.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let ready = poll(&waiting, nfds_t(waiting.count), 50)
    guard ready > 0 else { return }
    for entry in waiting where entry.revents != 0 {
      let count = read(entry.fd, buffer.baseAddress, buffer.count)
      if count > 0 {
        isAhead = count < buffer.count / 4
        try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), entry.fd == errors)
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        files.removeAll { $0 == entry.fd }
      }
    }
  }
}

/// Both ends of a pipe; closed with it.
final class Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init() throws(LedgerError) {
    var ends: [Int32] = [0, 0]
    guard reckoner_pipe(&ends) == 0 else {
      throw BoundedProcess.failed("there is no pipe to be had")
    }
    (reading, writing) = (ends[0], ends[1])
  }

  func closeWriting() {
    guard writing >= 0 else { return }
    close(writing)
    writing = -1
  }

  deinit {
    close(reading)
    closeWriting()
  }
}
