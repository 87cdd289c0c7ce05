package import Messages

/// What is known of a method besides its types. Declared once, in `API/`, and used by servers and clients alike.
package struct MethodName: Hashable, Sendable {
  /// Full name of the service: `reckoner.v1.StorageService`.
  package let service: String
  package let method: String
  /// Doing it twice is the same as doing it once, so it may be tried again after a failure.
  package let idempotent: Bool
  /// It takes as long as there is to send or to read, so it has no deadline unless its caller sets one.
  package let streams: Bool
  /// It lives as long as its caller wants, so a server that stops ends it at once instead of waiting for it.
  package let endless: Bool
  /// How much work an answer is, where that of one page of claims is one; zero: none to speak of. A server that bounds how
  /// much it does at once counts by it.
  package let cost: Int
}

package protocol TypedMethod: Sendable {
  associatedtype In: WireValue
  associatedtype Out: WireValue
  var name: MethodName { get }
}

/// One message in, one message out.
package struct Unary<In: WireValue, Out: WireValue>: TypedMethod {
  package let name: MethodName
  package init(_ service: String, _ method: String, idempotent: Bool = true, cost: Int = 0) {
    name = MethodName(
      service: service, method: method, idempotent: idempotent, streams: false, endless: false,
      cost: cost)
  }

  fileprivate init(_ name: MethodName) { self.name = name }
}

extension Unary where Out: Message {
  /// The same method for a server that has its answer packed, or a caller that hands it on as it comes.
  package var packed: Unary<In, Packed<Out>> { Unary<In, Packed<Out>>(name) }
}

/// Many messages in, one out.
package struct ClientStream<In: WireValue, Out: WireValue>: TypedMethod {
  package let name: MethodName
  package init(_ service: String, _ method: String, idempotent: Bool = true) {
    name = MethodName(
      service: service, method: method, idempotent: idempotent, streams: true, endless: false,
      cost: 0)
  }

  fileprivate init(_ name: MethodName) { self.name = name }
}

extension ClientStream where In: Message {
  /// The same method for a caller that has its messages packed.
  package var packed: ClientStream<Packed<In>, Out> { ClientStream<Packed<In>, Out>(name) }
}

/// One message in, many out.
package struct ServerStream<In: Message, Out: Message>: TypedMethod {
  package let name: MethodName
  /// - Parameter endless: false for one that ends by itself when its server stops, with a last message.
  package init(_ service: String, _ method: String, endless: Bool = true) {
    name = MethodName(
      service: service, method: method, idempotent: true, streams: true, endless: endless, cost: 0)
  }
}

/// Many messages in, many out.
package struct Bidirectional<In: Message, Out: Message>: TypedMethod {
  package let name: MethodName
  package init(_ service: String, _ method: String) {
    name = MethodName(
      service: service, method: method, idempotent: true, streams: true, endless: true, cost: 0)
  }
}
