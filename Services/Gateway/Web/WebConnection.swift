import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import RPC

/// How a connection is set up and lives: let in by the gate, read within bounds, and with whoever works for it stopped
/// when its caller leaves.
struct WebConnection: ServerChildChannel {
  private let http: HTTP1Channel
  private let gate: ConnectionGate
  private let turnedAway = TurnedAway()

  init(_ bounds: WebBounds, logger: Logger, responder: @escaping HTTPChannelHandler.Responder) {
    gate = ConnectionGate(
      limits: TransportLimits(connections: bounds.connections, unreadWait: bounds.unreadWait),
      key: "http.connections", logger: logger)
    http = HTTP1Channel(
      responder: responder,
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [RefusedBytes(), Departure()],
        idleTimeout: TimeAmount(bounds.idleConnection),
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
          maxHeaderFieldSize: bounds.headerSize, maxHeaderListSize: bounds.headerSize,
          maxHeaderFieldCount: bounds.headerFields)))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    gate.admit(channel).flatMapError { turnedAway.take(channel, because: $0) }
      .flatMap { http.setup(channel: channel, logger: logger) }
      .flatMapErrorThrowing { error in
        channel.close(promise: nil)
        throw error
      }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    let (closed, signal) = AsyncStream<Void>.makeStream()
    value.channel.closeFuture.whenComplete { _ in signal.finish() }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await http.handle(value: value, logger: logger) }
      group.addTask { for await _ in closed {} }
      await group.next()
      group.cancelAll()
    }
  }
}

/// Ends a connection whose caller has sent all that it will, a moment later: some say so and still wait for an answer,
/// most are gone.
private final class Departure: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event {
      let channel = context.channel
      context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }
}
