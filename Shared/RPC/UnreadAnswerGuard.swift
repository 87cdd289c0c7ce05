import NIOCore

/// Closes the connection of a caller that leaves answers unread for too long. The transport's own keepalive does not: it
/// asks such a caller to leave, and waits for its answer.
final class UnreadAnswerGuard: ChannelInboundHandler {
  typealias InboundIn = Any

  private let limit: TimeAmount
  private var closing: Scheduled<Void>?

  init(_ limit: Duration) { self.limit = TimeAmount(limit) }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    let channel = context.channel
    if channel.isWritable {
      closing?.cancel()
      closing = nil
    } else if closing == nil {
      closing = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    closing?.cancel()
    closing = nil
    context.fireChannelInactive()
  }
}
