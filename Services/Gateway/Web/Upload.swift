import HTTPTypes
import HummingbirdCore
import Ledger
import Messages
import NIOCore
import RPC

/// What is sent as a body, as the parts in which the gateway takes it. They are read as they are taken on, so that it is
/// nowhere in memory as a whole.
struct Upload<Part: UploadPart>: AsyncSequence, Sendable {
  typealias Element = Part
  typealias Failure = any Error

  private let header: Part
  private let body: RequestBody
  private let limit: Int

  init(
    _ request: Request, _ values: [(name: String, value: String)], bounds: WebBounds
  ) throws(Problem) {
    let type = (request.headers[.contentType] ?? "").lowercased()
    // Their bodies are not the bytes of a text.
    guard
      !["multipart/form-data", "application/x-www-form-urlencoded"].contains(where: type.hasPrefix)
    else {
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
    if let length, length > bounds.bodySize { throw Problem(.bodyTooLarge(bounds.bodySize)) }
    guard length != 0, length != nil || request.headers[.transferEncoding] != nil else {
      throw Problem(400, "there is no body", hint: "send the bytes of the report")
    }
    do throws(LedgerError) {
      header = try Part(values)
    } catch {
      throw Problem(error)
    }
    body = request.body
    limit = bounds.bodySize
  }

  func makeAsyncIterator() -> Iterator {
    Iterator(header: header, body: body.makeAsyncIterator(), limit: limit)
  }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate var header: Part?
    fileprivate var body: RequestBody.AsyncIterator
    fileprivate var rest = ByteBuffer()
    fileprivate var size = 0
    fileprivate var hasEnded = false
    fileprivate let limit: Int

    fileprivate init(header: Part, body: RequestBody.AsyncIterator, limit: Int) {
      self.header = header
      self.body = body
      self.limit = limit
    }

    mutating func next() async throws -> Part? {
      if let header {
        self.header = nil
        return header
      }
      while rest.readableBytes == 0 {
        guard let chunk = try await body.next() else {
          defer { hasEnded = true }
          return hasEnded ? nil : Part.end
        }
        rest = chunk
      }
      let count = Swift.min(rest.readableBytes, TransportLimits.partSize)
      size += count
      guard size <= limit else { throw LedgerError.bodyTooLarge(limit) }
      return Part(content: rest.readBytes(length: count) ?? [])
    }
  }
}

/// A part of what the gateway takes in parts.
protocol UploadPart: Message {
  /// What can be said of it beforehand.
  static var parameters: [Parameter] { get }
  init(_ values: [(name: String, value: String)]) throws(LedgerError)
  init(content: [UInt8])
  /// What says that this was all; nil where the end of the parts does.
  static var end: Self? { get }
}

extension SubmitRequest: UploadPart {
  /// Not its size, which HTTP says itself.
  static let parameters = ReportHeader.parameters.filter { $0.name != "size" }

  init(_ values: [(name: String, value: String)]) throws(LedgerError) {
    self.init(report: .header(try ReportHeader(parameters: values, known: Self.parameters)))
  }

  init(content: [UInt8]) { self.init(report: .content(content)) }
  static var end: Self? { nil }
}

extension CheckRequest: UploadPart {
  static let parameters = PassageHeader.parameters.filter {
    ["published", "outlet"].contains($0.name)
  }

  init(_ values: [(name: String, value: String)]) throws(LedgerError) {
    self.init(passage: .header(try PassageHeader(parameters: values, known: Self.parameters)))
  }

  init(content: [UInt8]) { self.init(passage: .content(content)) }
  static var end: Self? { CheckRequest(passage: .end(true)) }
}

extension ExtractRequest: UploadPart {
  /// Not the id, which tells passages of one call apart.
  static let parameters = PassageHeader.parameters.filter { $0.name != "id" }

  init(_ values: [(name: String, value: String)]) throws(LedgerError) {
    self.init(passage: .header(try PassageHeader(parameters: values, known: Self.parameters)))
  }

  init(content: [UInt8]) { self.init(passage: .content(content)) }
  static var end: Self? { ExtractRequest(passage: .end(true)) }
}

extension LedgerError {
  fileprivate static func bodyTooLarge(_ limit: Int) -> LedgerError {
    LedgerError(
      .tooLarge, subject: "body", "over http.body-size (\(limit) bytes)",
      hint: "split it, or raise http.body-size and limits.report-size")
  }

  static func bodyTooLate(_ limit: Duration) -> LedgerError {
    LedgerError(
      .deadline, subject: "body",
      "not all of it came within http.body-time (\(limit.components.seconds) s)",
      hint: "send it again, without pauses")
  }
}
