package import Messages

/// Where a service's handlers are registered, whatever protocol its callers speak: one service stands behind all of its
/// doors, with the same handlers.
package protocol Door {
  mutating func serve<In: Message, Out: WireValue>(
    _ method: Unary<In, Out>, _ handler: @escaping @Sendable (In) async throws -> Out)
  mutating func serve<In: Message, Out: Message>(
    _ method: ClientStream<In, Out>,
    _ handler: @escaping @Sendable (Incoming<In>) async throws -> Out)
  mutating func serve<In: Message, Out: Message>(
    _ method: ServerStream<In, Out>,
    _ handler: @escaping @Sendable (In, Outgoing<Out>) async throws -> Void)
  mutating func serve<In: Message, Out: Message>(
    _ method: Bidirectional<In, Out>,
    _ handler: @escaping @Sendable (Incoming<In>, Outgoing<Out>) async throws -> Void)
}

extension Routes: Door {}
