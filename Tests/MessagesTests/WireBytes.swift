import Ledger
import Messages

/// What reading the bytes as such a message fails with; nil when it does not.
func refusal<M: Message>(_ type: M.Type, _ bytes: [UInt8]) -> LedgerError? {
  do {
    _ = try M(unpacking: bytes)
    return nil
  } catch {
    return error
  }
}

/// A field of wire type 2: tag, length, bytes.
func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
  var (out, rest) = ([number << 3 | 2], bytes.count)
  while rest >= 0x80 {
    out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
    rest >>= 7
  }
  return out + [UInt8(rest)] + bytes
}
