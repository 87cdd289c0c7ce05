import HTTPTypes
import Ledger
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import RPC

/// Answers what cannot be read as a request, and ends the connection: nobody knows where the next one would begin.
final class RefusedBytes: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Requests that were begun to be read and have no answer yet: theirs would get mixed up with this one.
  private var open = 0
  private var isOver = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    if case .head = unwrapInboundIn(data) { open += 1 }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { open -= 1 }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard open == 0, !isOver else {
      context.close(promise: nil)
      return
    }
    isOver = true
    let problem =
      if case HTTPParserError.headerOverflow = error {
        Problem(
          431, "the header fields are over http.header-size, or more than a hundred",
          reason: .tooLarge, hint: "send fewer and shorter ones", closes: true)
      } else {
        Problem(
          400, "this is no HTTP request", hint: "write it as RFC 9112 says", closes: true)
      }
    var response = WebResponse(problem, request: Call.newID())
    response.secure()
    response.headers[.connection] = "close"
    response.headers[.contentLength] = "\(response.body.count)"
    let head = HTTPResponse(
      status: HTTPResponse.Status(code: response.status), headerFields: response.headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: response.body))), promise: nil)
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      channel.close(mode: .output, promise: nil)
      channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
  }
}
