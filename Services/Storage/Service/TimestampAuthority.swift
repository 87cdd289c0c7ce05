import AsyncHTTPClient
import Foundation
import Ledger
import LedgerStore
import NIOCore
import NIOHTTP1
import Runtime

/// Who is asked to say that a checkpoint was there at a time: an RFC 3161 authority, over HTTP. It learns a digest.
struct TimestampAuthority: Sendable {
  let url: String

  private static let patience = TimeAmount.seconds(30)

  /// Nil where none is configured. Throws `misconfigured` for what is no address of one.
  init?(_ configuration: ServiceConfiguration) throws(LedgerError) {
    let key = "storage.timestamp-url"
    url = configuration.text(key)
    guard !url.isEmpty else { return nil }
    guard let parts = URL(string: url), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
    else {
      throw LedgerError(
        .misconfigured, subject: key,
        "no address of a timestamp authority: \(url.debugDescription)",
        hint: "give one that begins with http:// or https://, or none")
    }
  }

  /// Asks for a timestamp, and checks that the answer is to this question.
  func timestamp(_ checkpoint: Checkpoint) async throws -> TimestampResponse {
    let question = TimestampRequest(digest: checkpoint.digest)
    let response = try TimestampResponse(der: try await post(try question.der()))
    guard response.nonce == question.nonce, response.digest == question.digest else {
      throw LedgerError(
        .damaged, subject: url, "the timestamp is an answer to another question",
        hint: "check what answers there")
    }
    return response
  }

  private func post(_ body: [UInt8]) async throws -> [UInt8] {
    let configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    do {
      return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/timestamp-query")
        request.headers.add(name: "accept", value: "application/timestamp-reply")
        request.body = .bytes(body)
        let response = try await client.execute(request, timeout: Self.patience)
        guard response.status == .ok else {
          throw LedgerError(
            .unavailable, subject: url,
            "the timestamp authority answers with status \(response.status.code)",
            hint: "check storage.timestamp-url")
        }
        return Array(
          buffer: try await response.body.collect(upTo: TimestampResponse.largest))
      }
    } catch let error as LedgerError {
      throw error
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw LedgerError(
        .unavailable, subject: url, "the timestamp authority does not answer: \(error)",
        hint: "it is asked again in a minute; check storage.timestamp-url")
    }
  }
}
