package import Ledger

/// A program that lays open what text stands where on the pages of a PDF.
package protocol PDFTool: Sendable {
  /// Hands on what `pdftotext -bbox-layout` writes, piece by piece, and says which program it was.
  ///
  /// The pages may be read in several parts at the same time. They follow each other; each is the output of a run of its
  /// own, and is taken by a value of its own.
  /// - Throws: what cannot be read and why; also what `take` throws.
  func layouts<Part: Sendable>(
    of pdf: [UInt8], from empty: Part,
    _ take: @Sendable (inout Part, UnsafeRawBufferPointer) throws(LedgerError) -> Void
  ) throws(LedgerError) -> (parts: [Part], reader: TextReader)
}

/// How far documents within documents are read: a mail in a mail, with a report attached to it.
struct Nesting {
  var pdf: (any PDFTool)?
  /// Documents that may still lie in each other.
  var depth = 5
  /// Bytes of documents within documents that may still be unpacked or decoded.
  var bytes = 256 << 20

  /// One deeper; nil where that is too deep.
  var inner: Nesting? {
    guard depth > 0 else { return nil }
    var inner = self
    inner.depth -= 1
    return inner
  }
}
