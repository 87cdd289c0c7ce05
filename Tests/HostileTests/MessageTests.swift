import GRPCCore
import Ledger
import Messages
import RPC
import Support
import Testing

/// Bytes that are no message, or not the one that a method takes, at every door.
@Suite(.serialized, .sharedStack) struct MessageTests {
  private var stack: Stack { get throws { try #require(SharedStack.current) } }

  /// What came back instead of an answer, as any caller sees it.
  private func refusal(
    _ door: Stack.ServiceName, method: String? = nil, service: String? = nil, _ bytes: [UInt8]
  ) async throws -> RPCError? {
    try await RawCalls.at(try await stack.address(door)) { calls in
      let outcome = await calls.unary(
        service ?? door.serviceName, method ?? door.unary, bytes)
      guard case .failure(let error) = outcome else { return nil }
      return error
    }
  }

  /// A field of bytes or text, number and content.
  private func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    var rest = content.count
    repeat {
      length.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return [number << 3 | 2] + length + content
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func bytesThatEndTooSoonAreMalformed(_ door: Stack.ServiceName) async throws {
    // A field of text that announces 80 bytes and has three; a varint that never ends; a tag without its field.
    for bytes in [[0x0A, 80, 1, 2, 3], [UInt8](repeating: 0xFF, count: 12), [0x0A]] as [[UInt8]] {
      let error = try await refusal(door, bytes)
      #expect(error?.code == .invalidArgument, "\(bytes): \(String(describing: error))")
      #expect(error?.message.isEmpty == false)
    }
    try await Vitals.expectWell(try stack)
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func aMessageOverTheLimitIsRefusedByTheLimitsName(_ door: Stack.ServiceName) async throws {
    let error = try await refusal(door, field(15, [UInt8](repeating: 65, count: 5 << 20)))
    #expect(error?.code == .resourceExhausted)
    #expect(error?.message.contains("limits.message-size") == true, "\(String(describing: error))")
    // Beyond what the transport itself lets through it still is a status, not a broken connection.
    let larger = try await refusal(door, field(15, [UInt8](repeating: 65, count: 20 << 20)))
    #expect(larger?.code == .resourceExhausted, "\(String(describing: larger))")
    try await Vitals.expectWell(try stack)
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func messagesWithinMessagesWithoutEndAreRefusedOrPassedOver(_ door: Stack.ServiceName)
    async throws
  {
    // Each level wraps the one before in every field that could hold a message.
    for number in [1, 2, 3] as [UInt8] {
      var bytes: [UInt8] = []
      for _ in 0..<5000 where bytes.count < 3 << 20 { bytes = field(number, bytes) }
      _ = try await refusal(door, bytes)
    }
    try await Vitals.expectWell(try stack)
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func aMillionEmptyFieldsAreNoMessageToChokeOn(_ door: Stack.ServiceName) async throws {
    for number in [1, 2, 3, 9] as [UInt8] {
      _ = try await refusal(
        door, Array(repeatElement([number << 3 | 2, 0], count: 1_000_000).joined()))
    }
    try await Vitals.expectWell(try stack)
  }

  @Test(arguments: Stack.ServiceName.allCases)
  func aMethodOrServiceThatIsNotThereIsUnimplemented(_ door: Stack.ServiceName) async throws {
    #expect(try await refusal(door, method: "Nope", [])?.code == .unimplemented)
    #expect(
      try await refusal(door, method: "Nope", service: "no.such.Service", [])?.code
        == .unimplemented)
    #expect(try await refusal(door, method: "", service: "", [])?.code == .unimplemented)
    let other: Stack.ServiceName = door == .storage ? .gateway : .storage
    #expect(
      try await refusal(door, method: other.unary, service: other.serviceName, [])?.code
        == .unimplemented)
    try await Vitals.expectWell(try stack)
  }

  /// Another method's message is read as far as its fields fit; what does not fit has a status.
  @Test func anotherMethodsMessageIsRefusedWithTheFieldsName() async throws {
    let header = ReportHeader(fileName: "a.txt", outlet: "The Example", size: 3)
    let bytes = try SubmitRequest(report: .header(header)).packed()
    for (door, method) in [
      (Stack.ServiceName.gateway, "ShowClaim"), (.gateway, "Follow"), (.storage, "GetClaims"),
      (.storage, "AppendVocabulary"), (.ingest, "Follow"), (.analytics, "ListSeries"),
    ] {
      let error = try await refusal(door, method: method, bytes)
      #expect(error?.code == .invalidArgument, "\(door) \(method): \(String(describing: error))")
    }
    try await Vitals.expectWell(try stack)
  }

  /// Text with a NUL, or that is no UTF-8, in a field of a well-formed message.
  @Test func textThatIsNoneIsRefusedWithTheFieldsName() async throws {
    for text in [[0x61, 0, 0x62], [0xC3, 0x28], [0xED, 0xA0, 0x80]] as [[UInt8]] {
      let show = try await refusal(.gateway, method: "ShowClaim", field(1, text))
      #expect(show?.code == .invalidArgument)
      #expect(show?.message.contains("id") == true, "\(String(describing: show))")
      let claims = try await refusal(.storage, method: "GetClaims", field(1, text))
      #expect(claims?.code == .invalidArgument, "\(String(describing: claims))")
    }
    try await Vitals.expectWell(try stack)
  }

  /// Dates that are no dates of this calendar, where a message has one.
  @Test(arguments: ["0000-01-01", "99999-01-01", "2024-02-30", "-2024-01-01", "tomorrow"])
  func datesOfNoCalendarAreRefusedWithTheFieldsName(_ date: String) async throws {
    let published = field(1, field(1, field(4, Array(date.utf8))))
    for door in [Stack.ServiceName.gateway, .ingest] {
      let error = try await refusal(door, method: "Submit", published)
      #expect(error?.code == .invalidArgument, "\(door): \(String(describing: error))")
      #expect(error?.message.contains("published") == true, "\(String(describing: error))")
    }
    let asOf = field(1, field(5, Array(date.utf8)))
    for door in [Stack.ServiceName.gateway, .analytics] {
      let error = try await refusal(door, method: "Compare", asOf)
      #expect(error?.code == .invalidArgument, "\(door): \(String(describing: error))")
      #expect(error?.message.contains("as_of") == true, "\(String(describing: error))")
    }
  }

  /// Enough parts to make a report of, in an order that makes none.
  @Test(arguments: ReportDoor.allCases)
  func partsInAnyOrderButTheirOwnAreRefused(_ door: ReportDoor) async throws {
    let header = ReportPart.header(ReportHeader(size: 3))
    let content = ReportPart.content(Array("abc".utf8))
    let orders: [(String, [ReportPart])] = [
      ("an empty stream", []), ("its header must come first", [content, header]),
      ("a second header", [header, header]),
    ]
    for (says, parts) in orders {
      let error = await failure { _ = try await door.submit(parts, to: try stack) }
      #expect(error?.reason == .malformed)
      #expect(error?.message.contains(says) == true, "\(String(describing: error))")
    }
    try await Vitals.expectWell(try stack)
  }
}
