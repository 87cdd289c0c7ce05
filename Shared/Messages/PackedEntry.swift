package import Ledger

/// A packed entry as bytes. What is proven of a claim is proven of the bytes that were hashed, and to pack a claim
/// again might give others.
package enum PackedEntry {
  /// Where the claims of a packed entry's run lie, in order; none for other entries. Throws `malformed` where the
  /// bytes are no message.
  package static func claims(in entry: [UInt8]) throws(LedgerError) -> [Range<Int>] {
    var found: Result<[Range<Int>], LedgerError> = .success([])
    entry.withUnsafeBytes { bytes in
      do throws(LedgerError) {
        var claims: [Range<Int>] = []
        for run in try contents(of: Self.run, in: WireFields(bytes)) {
          claims += try contents(of: Self.claim, in: WireFields(bytes, in: run))
        }
        found = .success(claims)
      } catch {
        found = .failure(error.within("entry"))
      }
    }
    return try found.get()
  }

  // Of `Entry` and `ExtractionRun`; a test compares them with the schema.
  package static let run: UInt64 = 6
  package static let claim: UInt64 = 5

  /// The contents of every field of a number that has a length.
  private static func contents(of number: UInt64, in fields: WireFields) throws(LedgerError)
    -> [Range<Int>]
  {
    var fields = fields
    var found: [Range<Int>] = []
    while let field = try fields.next() {
      if field.number == number, field.hasLength { found.append(field.contents) }
    }
    return found
  }
}
