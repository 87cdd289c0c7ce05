import CProcess
import Foundation
import Ledger

/// A program that reads what strangers send: a process of its own, in an empty folder, with nothing of this one's
/// environment or files, and bounds on its time, memory, output and files, some of which the system keeps. Whatever
/// happens, the process and those that it started are ended.
struct BoundedProcess {
  var program: String
  var arguments: [String]
  var limits: Limits

  struct Limits: Sendable {
    /// Of the clock, and of processor time.
    var seconds: Int
    /// Bytes of memory that it may address.
    var memory: Int
    /// Bytes of standard output.
    var output: Int
  }

  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
    case outOfTime
    case tooMuchOutput
    case cancelled
  }

  struct Outcome {
    var ending: Ending
    /// The beginning of what it wrote to standard error.
    var complaints: String
  }

  private static let longestComplaint = 4096
  /// In its folder, in bytes.
  private static let largestFile: rlim_t = 1 << 20
  private static let mostFiles: rlim_t = 64

  /// Runs it to its end.
  /// - Parameters:
  ///   - input: what it finds as standard input, as a file that it can seek in and nobody else can.
  ///   - take: gets standard output as it comes. What it throws ends the process.
  func run(
    input: [UInt8], isCancelled: () -> Bool,
    _ take: (UnsafeRawBufferPointer) throws(LedgerError) -> Void
  ) throws(LedgerError) -> Outcome {
    let folder = try Self.emptyFolder()
    defer { rmdir(folder) }
    let file = try Self.file(holding: input)
    defer { close(file) }
    let output = try Pipe()
    let errors = try Pipe()
    let deadline = ContinuousClock.now + .seconds(limits.seconds)
    let process = try start(in: folder, input: file, output: output.writing, errors: errors.writing)
    output.closeWriting()
    errors.closeWriting()
    var complaints: [UInt8] = []
    var ending: Ending?
    defer { if ending == nil { Self.end(process) } }
    var flow = Flow(output: output.reading, errors: errors.reading)
    var taken = 0
    while !flow.hasEnded {
      guard !isCancelled() else { return try stop(process, .cancelled, &ending, complaints) }
      guard ContinuousClock.now < deadline else {
        return try stop(process, .outOfTime, &ending, complaints)
      }
      try flow.wait { (piece, isError) throws(LedgerError) in
        if isError {
          complaints += piece.prefix(Self.longestComplaint - complaints.count)
        } else {
          taken += piece.count
          if taken <= limits.output { try take(piece) }
        }
      }
      guard taken <= limits.output else {
        return try stop(process, .tooMuchOutput, &ending, complaints)
      }
    }
    // It may have closed both and go on.
    while true {
      if let status = Self.status(of: process) {
        ending = status
        return Outcome(ending: status, complaints: Self.text(complaints))
      }
      guard !isCancelled() else { return try stop(process, .cancelled, &ending, complaints) }
      guard ContinuousClock.now < deadline else {
        return try stop(process, .outOfTime, &ending, complaints)
      }
      usleep(500)
    }
  }

  private func stop(
    _ process: pid_t, _ reason: Ending, _ ending: inout Ending?, _ complaints: [UInt8]
  ) throws(LedgerError) -> Outcome {
    Self.end(process)
    ending = reason
    return Outcome(ending: reason, complaints: Self.text(complaints))
  }

  private static func text(_ complaints: [UInt8]) -> String {
    String(decoding: complaints, as: UTF8.self)
  }

  // MARK: start and end

  private func start(
    in folder: String, input: Int32, output: Int32, errors: Int32
  ) throws(LedgerError) -> pid_t {
    let words = [program] + arguments
    let argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let environment: [UnsafeMutablePointer<CChar>?] = [
      strdup("PATH=/usr/bin:/bin"), strdup("LC_ALL=C.UTF-8"), strdup("HOME=\(folder)"), nil,
    ]
    defer { for word in argv + environment { free(word) } }
    var process = pid_t()
    let failure = reckoner_start(&process, argv, environment, folder, input, output, errors)
    guard failure == 0 else {
      throw LedgerError(
        .unavailable, subject: program,
        "it cannot be started: \(String(cString: strerror(failure)))", hint: "try again later")
    }
    let unbounded = reckoner_bound(
      process, rlim_t(limits.seconds), rlim_t(limits.memory), Self.largestFile, Self.mostFiles)
    // One that has ended already needs no bounds.
    guard unbounded == 0 || unbounded == ESRCH else {
      Self.end(process)
      throw LedgerError(
        .unavailable, subject: program,
        "it cannot be bounded: \(String(cString: strerror(unbounded)))", hint: "try again later")
    }
    return process
  }

  /// Ends the process and its group, and waits for it, so that no trace of it is left.
  private static func end(_ process: pid_t) {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// Nil while it runs.
  private static func status(of process: pid_t) -> Ending? {
    var status: Int32 = 0
    let found = waitpid(process, &status, WNOHANG)
    if found == 0 || found < 0 && errno == EINTR { return nil }
    kill(-process, SIGKILL)
    let signal = status & 0x7F
    return signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
  }

  // MARK: files

  private static func emptyFolder() throws(LedgerError) -> String {
    var template = Array("\(NSTemporaryDirectory())reckoner-XXXXXX".utf8CString)
    guard let folder = mkdtemp(&template) else { throw failed("there is no temporary folder") }
    return String(cString: folder)
  }

  /// A file without a name, in memory.
  private static func file(holding bytes: [UInt8]) throws(LedgerError) -> Int32 {
    let file = reckoner_memory_file()
    guard file >= 0 else { throw failed("there is no file to be had in memory") }
    let written = bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
        let count = write(file, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
    guard written, lseek(file, 0, SEEK_SET) == 0 else {
      close(file)
      throw failed("a file in memory cannot be written")
    }
    return file
  }

  static func failed(_ message: String) -> LedgerError {
    LedgerError(
      .unavailable, subject: "process", "\(message): \(String(cString: strerror(errno)))",
      hint: "try again later")
  }
}
