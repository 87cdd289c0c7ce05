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

  /// An entry with its run's claims, which are packed already, as `Entry` would pack all of it: claims are packed, and
  /// looked at, apart from each other.
  /// - Parameter entry: packed, with a run that has no claims. Throws `malformed` where it is none.
  package static func adding(claims: [[UInt8]], to entry: [UInt8]) throws(LedgerError) -> [UInt8] {
    let size = claims.reduce(0) { $0 + FieldWriter.size(of: claim, contents: $1.count) }
    var found: Result<[UInt8], LedgerError> = .failure(
      LedgerError(.malformed, subject: "entry", "no run"))
    entry.withUnsafeBytes { bytes in
      do throws(LedgerError) {
        var fields = WireFields(bytes)
        while let field = try fields.next() {
          guard field.number == run, field.hasLength else { continue }
          let place =
            try end(before: claim + 1, of: WireFields(bytes, in: field.contents))
            ?? field.contents.lowerBound
          var out = FieldWriter(capacity: bytes.count + size + 16)
          out.append(UnsafeRawBufferPointer(rebasing: bytes[..<field.whole.lowerBound]))
          out.begin(run, size: field.contents.count + size)
          out.append(UnsafeRawBufferPointer(rebasing: bytes[field.contents.lowerBound..<place]))
          for contents in claims { out.add(claim, packed: contents) }
          out.append(UnsafeRawBufferPointer(rebasing: bytes[place...]))
          found = .success(out.bytes)
        }
      } catch {
        found = .failure(error.within("entry"))
      }
    }
    return try found.get()
  }

  /// Where the last field ends whose number is less; nil where there is none.
  private static func end(before number: UInt64, of fields: WireFields) throws(LedgerError) -> Int?
  {
    var fields = fields
    var place: Int?
    while let field = try fields.next(), field.number < number { place = field.whole.upperBound }
    return place
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
