import HTTPTypes
import HummingbirdCore
import Ledger
import Messages
import NIOCore
import RPC

/// A report that is sent as a body, as the parts in which the gateway takes it. They are read as they are taken on, so
/// that a report is nowhere in memory as a whole.
struct ReportUpload: AsyncSequence, Sendable {
  typealias Element = SubmitRequest
  typealias Failure = any Error

  /// What of a report's header can be said: not its size, which HTTP says itself.
  static let parameters = ReportHeader.parameters.filter { $0.name != "size" }
  /// Bodies of forms are not the bytes of a report.
  private static let forms = ["multipart/form-data", "application/x-www-form-urlencoded"]

  private let header: ReportHeader
  private let body: RequestBody
  private let limit: Int

  init(
    _ request: Request, _ values: [(name: String, value: String)], bounds: WebBounds
  ) throws(Problem) {
    let type = (request.headers[.contentType] ?? "").lowercased()
    guard !Self.forms.contains(where: type.hasPrefix) else {
      throw Problem(
        415, "a form is no report", reason: .unsupported,
        hint: "send the bytes of the report as they are (curl --data-binary @FILE)")
    }
    let coding = (request.headers[.contentEncoding] ?? "identity").lowercased()
    guard coding == "identity" else {
      throw Problem(
        415, "bodies are taken as they are, without Content-Encoding", reason: .unsupported)
    }
    let length = request.headers[.contentLength].flatMap(Int.init)
    if let length, length > bounds.bodySize { throw Self.tooLarge(bounds.bodySize) }
    guard length != 0, length != nil || request.headers[.transferEncoding] != nil else {
      throw Problem(400, "there is no body", hint: "send the bytes of the report")
    }
    do throws(LedgerError) {
      header = try ReportHeader(parameters: values, known: Self.parameters)
    } catch {
      throw Problem(error)
    }
    body = request.body
    limit = bounds.bodySize
  }

  static func tooLarge(_ limit: Int) -> Problem {
    Problem(
      413, "the body is over http.body-size (\(limit) bytes)", reason: .tooLarge,
      hint: "split the report, or raise http.body-size and limits.report-size")
  }

  static func tooLate(_ limit: Duration) -> LedgerError {
    LedgerError(
      .deadline, subject: "body",
      "not all of it came within http.body-time (\(limit.components.seconds) s)",
      hint: "send it again, without pauses")
  }

  func makeAsyncIterator() -> Iterator {
    Iterator(header: header, body: body.makeAsyncIterator(), limit: limit)
  }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate var header: ReportHeader?
    fileprivate var body: RequestBody.AsyncIterator
    fileprivate var rest = ByteBuffer()
    fileprivate var size = 0
    fileprivate let limit: Int

    fileprivate init(header: ReportHeader, body: RequestBody.AsyncIterator, limit: Int) {
      self.header = header
      self.body = body
      self.limit = limit
    }

    mutating func next() async throws -> SubmitRequest? {
      if let header {
        self.header = nil
        return SubmitRequest(report: .header(header))
      }
      while rest.readableBytes == 0 {
        guard let chunk = try await body.next() else { return nil }
        rest = chunk
      }
      let count = Swift.min(rest.readableBytes, TransportLimits.partSize)
      size += count
      guard size <= limit else {
        throw LedgerError(
          .tooLarge, subject: "body", "over http.body-size (\(limit) bytes)",
          hint: "split the report, or raise http.body-size and limits.report-size")
      }
      return SubmitRequest(report: .content(rest.readBytes(length: count) ?? []))
    }
  }
}
