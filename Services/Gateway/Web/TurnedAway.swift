import HTTPTypes
import Ledger
import NIOCore
import RPC
import Synchronization

/// Tells callers for whom there is no connection left to come again, before theirs is closed: a connection that only ends
/// says nothing. A moment is left to them to read that, and so only so many have it at once.
final class TurnedAway: Sendable {
  private static let most = 64
  private static let moment = TimeAmount.seconds(1)

  private let count = Atomic<Int>(0)

  /// Takes the connection over, for as long as it stays open.
  /// - Returns: a failed future where too many are told already; the connection is closed without a word then.
  func take(_ channel: any Channel, because error: any Error) -> EventLoopFuture<Void> {
    guard count.add(1, ordering: .relaxed).newValue <= Self.most else {
      count.subtract(1, ordering: .relaxed)
      return channel.eventLoop.makeFailedFuture(error)
    }
    channel.closeFuture.whenComplete { [self] _ in count.subtract(1, ordering: .relaxed) }
    return channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(Teller(), position: .first)
    }
  }

  private static func answer() -> String {
    let problem = Problem(
      LedgerError(
        .overloaded, subject: "http.connections", "all connections are taken",
        hint: "try again in a moment, and use one connection for several requests",
        retryAfterMilliseconds: 1000),
      status: 503)
    var response = WebResponse(problem, request: Call.newID())
    response.secure()
    response.headers[.connection] = "close"
    response.headers[.contentLength] = "\(response.body.count)"
    let head = response.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    let status = "\(response.status) \(HTTPStatus.phrase(response.status))"
    return "HTTP/1.1 \(status)\r\n\(head)\r\n" + String(decoding: response.body, as: UTF8.self)
  }

  /// Says it, whatever the request is, and lets nothing else through in either direction.
  private final class Teller: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelActive(context: ChannelHandlerContext) {
      let channel = context.channel
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: TurnedAway.answer())))
        .whenComplete { _ in channel.close(mode: .output, promise: nil) }
      // What is closed with something unread takes the answer with it.
      context.eventLoop.scheduleTask(in: TurnedAway.moment) { channel.close(promise: nil) }
      context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      promise?.fail(ChannelError.outputClosed)
    }
  }
}
