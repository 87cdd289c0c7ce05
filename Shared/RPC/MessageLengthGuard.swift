import GRPCCore
import Ledger
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Refuses a message that announces more bytes than a server takes, at its first five bytes and with a status that says
/// so. The transport's own limit only breaks the stream off, which callers take for a service that is away, and try
/// again.
final class MessageLengthGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias InboundOut = HTTP2Frame.FramePayload
  typealias OutboundIn = HTTP2Frame.FramePayload
  typealias OutboundOut = HTTP2Frame.FramePayload

  private let limits: TransportLimits
  /// The prefix of the message that is coming: whether it is compressed, and its length in four bytes.
  private var prefix: [UInt8] = []
  private var bytesToMessageEnd = 0
  private var hasSentHeaders = false
  private var hasRefused = false

  private static let prefixLength = 5

  private init(_ limits: TransportLimits) { self.limits = limits }

  /// In front of everything that reads the stream.
  static func add(to stream: any Channel, _ limits: TransportLimits) -> EventLoopFuture<Void> {
    stream.eventLoop.makeCompletedFuture {
      try stream.pipeline.syncOperations.addHandler(MessageLengthGuard(limits), position: .first)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasRefused else { return }
    if case .data(let frame) = unwrapInboundIn(data), case .byteBuffer(let bytes) = frame.data,
      let length = excessiveLength(in: bytes.readableBytesView)
    {
      return refuse(length, context)
    }
    context.fireChannelRead(data)
  }

  /// Follows the messages within the frames; the length of the first one that is over the limit.
  private func excessiveLength(in bytes: ByteBufferView) -> Int? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let skipped = min(bytesToMessageEnd, rest.count)
      rest = rest.dropFirst(skipped)
      bytesToMessageEnd -= skipped
      guard bytesToMessageEnd == 0 else { return nil }
      let wanted = Self.prefixLength - prefix.count
      prefix += rest.prefix(wanted)
      rest = rest.dropFirst(wanted)
      guard prefix.count == Self.prefixLength else { return nil }
      bytesToMessageEnd = prefix.dropFirst().reduce(0) { $0 << 8 | Int($1) }
      prefix = []
      if bytesToMessageEnd > limits.messageSize { return bytesToMessageEnd }
    }
    return nil
  }

  private func refuse(_ length: Int, _ context: ChannelHandlerContext) {
    hasRefused = true
    let error = limits.tooLarge(length, "message")
    var trailers: HPACKHeaders =
      hasSentHeaders ? [:] : [":status": "200", "content-type": "application/grpc"]
    trailers.add(name: "grpc-status", value: "\(error.rpcErrorCode.rawValue)")
    trailers.add(name: "grpc-message", value: Self.percentEncoded(error.rpcErrorMessage))
    for (key, value) in error.rpcErrorMetadata {
      trailers.add(name: key, value: value.encoded())
    }
    context.write(
      wrapOutboundOut(.headers(.init(headers: trailers, endStream: true))), promise: nil)
    // The rest of the message is not wanted; this is what HTTP/2 has for it (RFC 9113, section 8.1).
    context.writeAndFlush(wrapOutboundOut(.rstStream(.noError)), promise: nil)
    context.close(promise: nil)
  }

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    if case .headers = unwrapOutboundIn(data) { hasSentHeaders = true }
    context.write(data, promise: promise)
  }

  /// As gRPC wants it: printable ASCII as it is, but for the percent sign.
  static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      (0x20...0x7E).contains(byte) && byte != 0x25
        ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte]).uppercased()
    }.joined()
  }
}
