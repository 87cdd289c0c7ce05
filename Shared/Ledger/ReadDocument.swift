/// A document's text, split into blocks, with the way back from every offset to the original bytes.
package struct ReadDocument: Sendable {
  package var id: DocumentID
  package var mediaType: String
  /// The text as UTF-8. Valid by construction of the format readers.
  package var text: [UInt8]
  /// In the order of the text; they do not overlap. What lies between them is furniture and is not read.
  package var blocks: [Block]
  package var offsets: OffsetMap

  package init(
    id: DocumentID, mediaType: String, text: [UInt8], blocks: [Block], offsets: OffsetMap
  ) {
    self.id = id
    self.mediaType = mediaType
    self.text = text
    self.blocks = blocks
    self.offsets = offsets
  }

  /// A stretch of text of one kind: a paragraph, a headline, a list item, a table row.
  package struct Block: Hashable, Sendable {
    package var section: Section
    /// Bytes of `text`.
    package var range: Range<Int>
    /// Which of the documents glued into this file it belongs to, from 0.
    package var part: Int
    /// For a table row: the header cells above it, as written. Empty otherwise.
    package var columnHeaders: [String]
    package init(section: Section, range: Range<Int>, part: Int = 0, columnHeaders: [String] = []) {
      self.section = section
      self.range = range
      self.part = part
      self.columnHeaders = columnHeaders
    }
  }
}

/// Maps offsets of a text to offsets of the bytes that it was read from.
package struct OffsetMap: Hashable, Sendable {
  /// Stretches that correspond byte by byte, in order.
  private var stretches: [Stretch]

  private struct Stretch: Hashable, Sendable {
    var text: Int
    var original: Int
    var length: Int
  }

  /// The text is the original from some byte on (behind a byte order mark).
  package init(identityFrom start: Int = 0, length: Int) {
    stretches = [Stretch(text: 0, original: start, length: length)]
  }

  /// Where a range of the text lies in the original; nil where no stretch covers its ends.
  package func original(of range: Range<Int>) -> Range<Int>? {
    guard let start = original(at: range.lowerBound, closing: false),
      let end = original(at: range.upperBound, closing: true), start <= end
    else { return nil }
    return start..<end
  }

  private func original(at offset: Int, closing: Bool) -> Int? {
    for stretch in stretches {
      let within = offset - stretch.text
      if within >= 0, within < stretch.length || (closing && within == stretch.length) {
        return stretch.original + within
      }
    }
    return nil
  }
}

/// What the extractor knows of a report besides its text.
package struct ReportContext: Sendable {
  /// The publication date, against which "on Wednesday" is resolved.
  package var published: DateStatement?
  package var outlet: Source?
  package init(published: DateStatement? = nil, outlet: Source? = nil) {
    self.published = published
    self.outlet = outlet
  }
}
